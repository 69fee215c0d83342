package org.rnnkit.grader.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.grader.worker.Messages;

/** Where a worker's result comes from: a file whose name nobody can guess. */
record ResultFile(Path path) {

    private static final long MAX_BYTES = 8_000_000;

    /** Names a new one. */
    static ResultFile in(Path folder) {
        return new ResultFile(folder.resolve(UUID.randomUUID() + ".json"));
    }

    /**
     * Reads the result, if there is one that can be read.
     *
     * @throws GraderTrouble if there is none and the worker did not even get to the steps' code
     */
    <T> Optional<T> read(Class<T> type, WorkerEnd end) {
        Optional<T> result = read(type);
        if (result.isEmpty() && !Files.exists(path.resolveSibling(path.getFileName() + Messages.READY))) {
            throw new GraderTrouble("The process for the steps' code does not start (exit value " + end.exitValue()
                    + (end.timedOut() ? ", stopped at its time limit" : "") + "): "
                    + (end.err() + end.out()).lines().limit(3).collect(Collectors.joining(" / ")));
        }
        return result;
    }

    private <T> Optional<T> read(Class<T> type) {
        try {
            return Files.isRegularFile(path) && Files.size(path) <= MAX_BYTES
                    ? Optional.ofNullable(Messages.JSON.readValue(path.toFile(), type))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Makes an empty folder for a worker to work in. */
    static Path folder(Path scratch, String name) {
        try {
            return Files.createDirectories(scratch.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + scratch, e);
        }
    }
}
