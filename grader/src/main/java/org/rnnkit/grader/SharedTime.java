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
    private static final int JOINT_PART = 4;

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
     * Returns the limit of all steps together in one worker ({@link JointGrading}): several times as long as right steps take,
     * and a small part of the whole time, because wrong steps need the rest.
     */
    Duration jointLimit() {
        return total == null || total.dividedBy(JOINT_PART).compareTo(JOINT) > 0 ? JOINT : total.dividedBy(JOINT_PART);
    }

    /** Returns the limit of the step that begins now: its own limit, or its part of the time that is left, if that is less. */
    synchronized Duration next(Duration own) {
        if (total == null) {
            return own;
        }
        int rounds = Math.max(1, (stepsLeft + workers - 1) / workers);
        stepsLeft--;
        Duration part = total.minusNanos(nanoTime.getAsLong() - begun).dividedBy(rounds);
        Duration limit = part.compareTo(own) < 0 ? part : own;
        return limit.compareTo(SHORTEST) < 0 ? SHORTEST : limit;
    }
}
