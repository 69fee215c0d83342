package org.rnnkit.toolkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/** A small download that never waits long. */
final class Download {

    private Download() {}

    /** Is told how a download goes on. */
    interface Progress {

        /**
         * Called once, when the answer begins.
         *
         * @param bytes the whole size, or -1 if the server does not say
         * @return is told the number of bytes of every piece
         */
        LongConsumer begin(long bytes);
    }

    /**
     * Fetches all of it.
     *
     * @param uri where it is
     * @param patience how long to wait for the answer to begin; looking up the name counts too. The rest
     *     may take ten times as long
     * @param progress is told how it goes
     * @return the body
     * @throws IOException if there is no answer in time, or another one than 200
     */
    static byte[] fetch(URI uri, Duration patience, Progress progress) throws IOException {
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        CompletableFuture<ResponseInfo> begun = new CompletableFuture<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<?> whole = client.sendAsync(HttpRequest.newBuilder(uri).build(), answer -> {
            begun.complete(answer);
            LongConsumer counter = progress.begin(answer.headers().firstValueAsLong("Content-Length").orElse(-1));
            return BodySubscribers.ofByteArrayConsumer(piece -> piece.ifPresent(bytes -> {
                body.writeBytes(bytes);
                counter.accept(bytes.length);
            }));
        });
        try {
            await(CompletableFuture.anyOf(begun, whole), patience);
            if (begun.join().statusCode() != 200) {
                throw new IOException("the server answered with status " + begun.join().statusCode());
            }
            await(whole, patience.multipliedBy(10));
            return body.toByteArray();
        } finally {
            whole.cancel(true);
        }
    }

    private static void await(Future<?> result, Duration patience) throws IOException {
        try {
            result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the download failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("the server was too slow", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
