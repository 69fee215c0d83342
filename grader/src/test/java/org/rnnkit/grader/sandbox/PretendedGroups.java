package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A sandbox whose control groups are ordinary folders, so that a test can write what the kernel would. */
public final class PretendedGroups {

    private final Path place;

    /** Makes the groups in a folder. */
    public PretendedGroups(Path place) {
        this.place = place;
    }

    /** Returns a plain process with limits and these groups. */
    public Sandbox sandbox() {
        return new Sandbox(false, Limits.DEFAULT, Optional.of(place));
    }

    /** Empties the lists of processes, as the kernel does when all have ended. */
    public void pretendThatAllHaveEnded() {
        write("cgroup.procs", "");
    }

    /** Writes what the kernel does when it kills a process because the whole machine has no memory left. */
    public void pretendThatMachineRanOutOfMemory() {
        write("memory.events", "oom 0\noom_kill 1\n");
    }

    private void write(String file, String content) {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(place, Files::isDirectory)) {
            for (Path group : groups) {
                Files.writeString(group.resolve(file), content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
