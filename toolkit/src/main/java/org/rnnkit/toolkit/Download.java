package org.rnnkit.toolkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A download of a small file, with short timeouts. */
final class Download {

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
