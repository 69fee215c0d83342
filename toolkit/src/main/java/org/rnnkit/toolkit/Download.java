package org.rnnkit.toolkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** A download of a small file, with short timeouts. */
final class Download {

    private Download() {}

    /** A listener for the progress of a download. */
    interface Progress {

        /**
         * Called once, when the response begins.
         *
         * @param bytes the size in bytes, or -1 if the server does not send it
         * @return receives the number of bytes of every piece
         */
        LongConsumer begin(long bytes);
    }

    /**
     * Downloads a file.
     *
     * @param uri the address
     * @param timeout the time limit for the beginning of the response, name lookup included; the rest may take ten times
     *     as long
     * @param progress receives the progress
     * @return the content
     * @throws InterruptedIOException if this thread is interrupted, which says nothing about the network
     * @throws IOException if there is no response in time, or if its status is not 200
     */
    static byte[] fetch(URI uri, Duration timeout, Progress progress) throws IOException {
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        CompletableFuture<ResponseInfo> response = new CompletableFuture<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<?> whole = client.sendAsync(HttpRequest.newBuilder(uri).build(), answer -> {
            response.complete(answer);
            LongConsumer counter = progress.begin(answer.headers().firstValueAsLong("Content-Length").orElse(-1));
            return BodySubscribers.ofByteArrayConsumer(piece -> piece.ifPresent(bytes -> {
                body.writeBytes(bytes);
                counter.accept(bytes.length);
            }));
        });
        try {
            await(CompletableFuture.anyOf(response, whole), timeout);
            if (response.join().statusCode() != 200) {
                throw new IOException("the server answered with status " + response.join().statusCode());
            }
            await(whole, timeout.multipliedBy(10));
            return body.toByteArray();
        } finally {
            whole.cancel(true);
        }
    }

    private static void await(Future<?> result, Duration timeout) throws IOException {
        try {
            result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the download failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("the server was too slow", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
