package org.rnnkit.grader.worker;

/**
 * Why a worker did not get to its end.
 *
 * @param source where that came from
 * @param message in words
 */
public record WorkerFailure(Source source, String message) {

    /** Whose matter it is. */
    public enum Source {
        /** The code of the steps. */
        STEPS,
        /** What the user asked for. */
        USER,
        /** The machine or the kit. */
        MACHINE
    }
}
