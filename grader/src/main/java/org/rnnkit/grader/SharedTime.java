package org.rnnkit.grader;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that the steps of one submission share. A step may take an equal part of the time that is left; what it does not
 * need, the next steps have. So a step that never ends can't take the turn of another step.
 */
final class SharedTime {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration JOINT = Duration.ofSeconds(30);
    private static final int JOINT_PART = 5;

    private final Duration total;
    private final int workers;
    private final LongSupplier nanoTime;
    private final long begun;
    private int stepsLeft;

    SharedTime(Duration total, int steps, int workers, LongSupplier nanoTime) {
        this.total = total;
        this.workers = workers;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.stepsLeft = steps;
    }

    /**
     * Begins to measure the time.
     *
     * @param total the time for all steps; null if they have no common limit
     * @param steps the number of steps
     * @param workers the number of steps that run at the same time
     */
    static SharedTime of(Duration total, int steps, int workers) {
        return new SharedTime(total, steps, workers, System::nanoTime);
    }

    /**
     * Returns the limit of a common run of several steps, which begins now: several times as long as right steps take, and a
     * small part of the time that is left, because wrong steps need the rest.
     */
    synchronized Duration jointLimit() {
        Duration part = total == null ? JOINT : left().dividedBy(JOINT_PART);
        return part.compareTo(JOINT) > 0 ? JOINT : part.compareTo(SHORTEST) < 0 ? SHORTEST : part;
    }

    /** Tells that so many steps need no more time. */
    synchronized void skip(int steps) {
        stepsLeft -= steps;
    }

    private Duration left() {
        return total.minusNanos(nanoTime.getAsLong() - begun);
    }

    /** Returns the limit of the step that begins now: its own limit, or its part of the time that is left, if that is less. */
    synchronized Duration next(Duration own) {
        if (total == null) {
            return own;
        }
        int rounds = Math.max(1, (stepsLeft + workers - 1) / workers);
        stepsLeft--;
        Duration part = left().dividedBy(rounds);
        Duration limit = part.compareTo(own) < 0 ? part : own;
        return limit.compareTo(SHORTEST) < 0 ? SHORTEST : limit;
    }
}
