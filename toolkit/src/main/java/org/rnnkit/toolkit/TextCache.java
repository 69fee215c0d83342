package org.rnnkit.toolkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rnnkit.toolkit.Terminals.TerminalBar;

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

    /**
     * A text on the network.
     *
     * @param title its title
     * @param uri its address
     * @param sha256 the SHA-256 of its bytes; a file with another one is not this text
     */
    record RemoteText(String title, URI uri, String sha256) {

        /** The novel that the d2l book trains on. */
        static final RemoteText TIME_MACHINE = new RemoteText("The Time Machine",
                URI.create("http://d2l-data.s3-accelerate.amazonaws.com/timemachine.txt"),
                "8424dbd9532ac81f7e5f0b6add90e6952baea29158309d7d1bf3884f4e12c516");

        boolean matches(byte[] content) {
            return sha256.equals(Sha256.of(content));
        }
    }

    /** The folder for the kit's cache, by the conventions of the operating system. */
    static final class CacheDirectory {

        private static final String NAME = "rnnkit";

        private CacheDirectory() {}

        /** Returns the kit's folder, which may not exist yet. The system's name is that of the property os.name. */
        static Path of(String system, Path home, Map<String, String> environment) {
            String name = system.toLowerCase(Locale.ROOT);
            if (name.startsWith("mac")) {
                return home.resolve("Library/Caches").resolve(NAME);
            }
            boolean windows = name.startsWith("windows");
            String named = environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME", "");
            if (!named.isBlank() && Path.of(named).isAbsolute()) {
                return Path.of(named, NAME);
            }
            return home.resolve(windows ? "AppData/Local" : ".cache").resolve(NAME);
        }
    }

    /** A download of a small file, with short timeouts. */
    static final class Download {

        private static final int PIECE = 8192;

        private Download() {}

        /**
         * Downloads a file. A terminal shows a progress bar.
         *
         * @param timeout the time limit for the beginning of the response, name lookup included; the rest may take ten times
         *     as long
         * @throws InterruptedIOException if this thread is interrupted, which says nothing about the network
         * @throws IOException if there is no response in time, or if its status is not 200
         */
        static byte[] fetch(String title, URI uri, Duration timeout) throws IOException {
            HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
            HttpResponse<InputStream> response = await(client.sendAsync(HttpRequest.newBuilder(uri).build(),
                    BodyHandlers.ofInputStream()), timeout);
            long size = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            boolean shown = Terminals.isInteractive();
            try (InputStream body = response.body();
                    TerminalBar bar = shown ? new TerminalBar(title, size, " KB", 1000, System.err) : null) {
                if (response.statusCode() != 200) {
                    throw new IOException("the server answered with status " + response.statusCode());
                }
                return await(ForkJoinPool.commonPool().submit(() -> read(body, bar)), timeout.multipliedBy(10));
            }
        }

        private static byte[] read(InputStream body, TerminalBar bar) throws IOException {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (byte[] piece = body.readNBytes(PIECE); piece.length > 0; piece = body.readNBytes(PIECE)) {
                content.writeBytes(piece);
                if (bar != null) {
                    bar.step(piece.length);
                }
            }
            return content.toByteArray();
        }

        private static <T> T await(Future<T> result, Duration timeout) throws IOException {
            try {
                return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new IOException("the download failed: " + e.getCause(), e);
            } catch (TimeoutException e) {
                result.cancel(true);
                throw new IOException("the server was too slow", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }
}
