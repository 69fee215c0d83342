package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An output stream that tests wait on: it collects the text that has been shown since the last wait. */
public final class ShownText extends ByteArrayOutputStream {

    /** So long that only what never comes is missed, on a busy machine, too. */
    private static final long LIMIT_SECONDS = 600;
    private static final long POLL_MILLIS = 20;

    /** Waits for a text while a process or thread is alive; then returns and removes all text so far. */
    public String await(String text, BooleanSupplier alive) throws InterruptedException {
        long start = System.nanoTime();
        while (!toString(StandardCharsets.UTF_8).contains(text)) {
            assertThat(alive.getAsBoolean()).as("still running; shown so far: " + this).isTrue();
            assertThat(System.nanoTime() - start).as("time for \"" + text + "\"; shown so far: " + this)
                    .isLessThan(TimeUnit.SECONDS.toNanos(LIMIT_SECONDS));
            Thread.sleep(POLL_MILLIS);
        }
        synchronized (this) {
            String all = toString(StandardCharsets.UTF_8);
            reset();
            return all;
        }
    }

    /** Returns a plain screen that shows it and claims to have keys, since the tests press them. */
    Screen screenWithKeys() {
        return new Screen(new PrintStream(this, true, StandardCharsets.UTF_8), null) {

            @Override
            boolean hasKeys() {
                return true;
            }
        };
    }
}
