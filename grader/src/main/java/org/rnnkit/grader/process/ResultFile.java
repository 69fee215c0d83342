package org.rnnkit.grader.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.rnnkit.grader.worker.Handover;
import org.rnnkit.grader.worker.Messages;

/** Where a worker's result comes from: a file that counts only with this run's signature. */
public record ResultFile(Handover handover) {

    private static final int MAX_BYTES = 8_000_000;

    /** Names a new one. */
    public static ResultFile in(Path folder) {
        return new ResultFile(new Handover(folder.resolve(UUID.randomUUID() + ".json").toString(),
                folder.resolve(UUID.randomUUID() + ".ready").toString(), UUID.randomUUID().toString()));
    }

    /** Tells whether the worker has got to the steps' code. */
    public boolean isReady() {
        return Files.exists(Path.of(handover.readyFile()));
    }

    /** Tells whether there is a result; each is moved to its place whole. */
    public boolean isWritten() {
        return Files.exists(Path.of(handover.resultFile()));
    }

    /** Reads the result, if there is one that can be read and that is the worker's own. */
    public <T> Optional<T> read(Class<T> type) {
        Path file = Path.of(handover.resultFile());
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Messages.result(handover, type, MAX_BYTES) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Makes an empty folder for a worker to work in. */
    public static Path folder(Path scratch, String name) {
        try {
            return Files.createDirectories(scratch.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + scratch, e);
        }
    }
}
