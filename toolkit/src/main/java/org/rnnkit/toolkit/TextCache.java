package org.rnnkit.toolkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One remote text on this machine's disk, checked each time; and a note where fetching it failed. */
final class TextCache {

    /** How long a failed try counts: a day without another wait. */
    static final Duration FAILURE_COUNTS = Duration.ofDays(1);

    private final RemoteText remote;
    private final Path file;
    private final Path failure;

    TextCache(Path directory, RemoteText remote) {
        this.remote = remote;
        file = directory.resolve("timemachine.txt");
        failure = directory.resolve("timemachine.failed");
    }

    /** Returns the bytes kept; a file with other bytes than the remote text's is deleted. */
    Optional<byte[]> read() {
        try {
            if (Files.isRegularFile(file)) {
                byte[] content = Files.readAllBytes(file);
                if (remote.isIn(content)) {
                    return Optional.of(content);
                }
                Files.delete(file);
            }
        } catch (IOException ignored) {
            // A cache that cannot be read is no cache.
        }
        return Optional.empty();
    }

    void keep(byte[] content) {
        write(file, content);
        try {
            Files.deleteIfExists(failure);
        } catch (IOException ignored) {
            // It is not looked at while the text is there.
        }
    }

    void noteFailure(IOException trouble) {
        String note = remote.uri() + " could not be downloaded: " + trouble.getMessage()
                + ". It is tried again a day after this note was written, or at once if you delete it.\n";
        write(failure, note.getBytes(StandardCharsets.UTF_8));
    }

    boolean failedLately() {
        try {
            Instant noted = Files.getLastModifiedTime(failure).toInstant();
            return Duration.between(noted, Instant.now()).abs().compareTo(FAILURE_COUNTS) < 0;
        } catch (IOException e) {
            return false; // no note
        }
    }

    private static void write(Path target, byte[] content) {
        try {
            WholeFile.write(target, content);
        } catch (IOException ignored) {
            // Without a cache the next run asks the network again; nothing else is lost.
        }
    }
}
