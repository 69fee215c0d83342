package org.rnnkit.grader.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;

/** Tests that everything in a folder is deleted, and nothing outside it. */
@DisabledOnOs(OS.WINDOWS)
class RecursiveDeleteTest {

    private static final int DEPTH = 60;

    @TempDir
    private Path folder;

    @Test
    void deletesFoldersTooDeepForAPath() throws Exception {
        Path top = Files.createDirectories(folder.resolve("top"));
        Path deep = Files.createDirectories(folder.resolve("deep"));
        for (int i = 0; i < DEPTH; i++) {
            // Each folder is moved into the next one, so that no path becomes too long.
            Path outer = Files.createDirectories(folder.resolve("outer").resolve("x".repeat(200)));
            Files.writeString(outer.resolve("file"), "x");
            Files.move(deep, outer.resolve("deep"));
            deep = Files.move(folder.resolve("outer"), folder.resolve(UUID.randomUUID().toString()));
        }
        Files.move(deep, top.resolve("deep"));

        RecursiveDelete.deleteRecursively(top);

        assertThat(top).doesNotExist();
    }

    @Test
    void deletesLockedFoldersAndDoesNotFollowLinks() throws Exception {
        Path top = Files.createDirectories(folder.resolve("top"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("file"), "x");
        Files.createSymbolicLink(top.resolve("link"), outside);
        Path locked = Files.createDirectories(top.resolve("a/locked"));
        Files.writeString(locked.resolve("file"), "x");
        for (Path path : new Path[] {locked, locked.getParent()}) {
            path.toFile().setReadable(false);
            path.toFile().setWritable(false);
            path.toFile().setExecutable(false);
        }

        RecursiveDelete.deleteRecursively(top);

        assertThat(top).doesNotExist();
        assertThat(outside.resolve("file")).exists();
    }
}
