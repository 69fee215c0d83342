package org.rnnkit.toolkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A cache on disk for one remote text, checked at every use. It also notes a failed download. */
final class TextCache {

    /** The time before a failed download is tried again, so that users without a network wait only once a day. */
    static final Duration RETRY_AFTER = Duration.ofDays(1);

    private final RemoteText remote;
    private final Path file;
    private final Path failure;

    TextCache(Path directory, RemoteText remote) {
        this.remote = remote;
        file = directory.resolve("timemachine.txt");
        failure = directory.resolve("timemachine.failed");
    }

    /** Returns the cached bytes. A file with other bytes than the remote text's is deleted. */
    Optional<byte[]> read() {
        try {
            if (Files.isRegularFile(file)) {
                byte[] content = Files.readAllBytes(file);
                if (remote.matches(content)) {
                    return Optional.of(content);
                }
                Files.delete(file);
            }
        } catch (IOException ignored) {
            // An unreadable cache counts as an empty one.
        }
        return Optional.empty();
    }

    void store(byte[] content) {
        write(file, content);
        try {
            Files.deleteIfExists(failure);
        } catch (IOException ignored) {
            // The note is not read while the text is in the cache.
        }
    }

    void noteFailure(IOException problem) {
        String note = remote.uri() + " could not be downloaded: " + problem.getMessage()
                + ". The kit tries again a day after this note was written, or at once if you delete this file.\n";
        write(failure, note.getBytes(StandardCharsets.UTF_8));
    }

    boolean failedRecently() {
        try {
            Instant noted = Files.getLastModifiedTime(failure).toInstant();
            return Duration.between(noted, Instant.now()).abs().compareTo(RETRY_AFTER) < 0;
        } catch (IOException e) {
            return false; // no note
        }
    }

    private static void write(Path target, byte[] content) {
        try {
            AtomicFile.write(target, content);
        } catch (IOException ignored) {
            // Without a cache the next run downloads again; nothing else is lost.
        }
    }
}
