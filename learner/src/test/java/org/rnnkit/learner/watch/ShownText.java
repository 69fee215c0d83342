package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What has been shown since the last look, and the wait for it. */
public final class ShownText extends ByteArrayOutputStream {

    /** So long that only what never comes is missed, on a busy machine, too. */
    private static final long LIMIT_SECONDS = 600;
    private static final long POLL_MILLIS = 20;

    /** Waits until it is there, while something lives; then takes all up to here. */
    public String await(String text, BooleanSupplier alive) throws InterruptedException {
        long begun = System.nanoTime();
        while (!toString(StandardCharsets.UTF_8).contains(text)) {
            assertThat(alive.getAsBoolean()).as("it goes on; shown so far: " + this).isTrue();
            assertThat(System.nanoTime() - begun).as("time for \"" + text + "\"; shown so far: " + this)
                    .isLessThan(TimeUnit.SECONDS.toNanos(LIMIT_SECONDS));
            Thread.sleep(POLL_MILLIS);
        }
        synchronized (this) {
            String all = toString(StandardCharsets.UTF_8);
            reset();
            return all;
        }
    }
}
