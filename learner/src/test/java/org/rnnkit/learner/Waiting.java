package org.rnnkit.learner;

import java.util.function.BooleanSupplier;

/** The wait of a test for something that another thread does. */
public final class Waiting {

    private static final long MAX_NANOS = 60_000_000_000L;
    private static final long MILLIS = 5;

    private Waiting() {}

    /**
     * Waits until a condition holds.
     *
     * @param what the condition in words
     * @param condition the condition
     */
    public static void until(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > MAX_NANOS) {
                throw new AssertionError("did not happen within a minute: " + what);
            }
            try {
                Thread.sleep(MILLIS);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while waiting: " + what, e);
            }
        }
    }
}
