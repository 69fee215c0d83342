package org.rnnkit.grader.worker;

import java.util.Objects;

/**
 * The reason why a worker did not finish.
 *
 * @param source the part that caused the failure
 * @param message the reason in words
 */
public record WorkerFailure(Source source, String message) {

    /** Rejects a longer message than there can be, because a failure may be forged. */
    public WorkerFailure {
        Objects.requireNonNull(source);
        Bounds.text(message, Bounds.MESSAGE);
    }

    /** The parts that can cause a failure. */
    public enum Source {
        /** The code of the steps. */
        STEPS,
        /** The user's request, such as a device that does not exist. */
        USER,
        /** The machine or the kit. */
        MACHINE
    }
}
