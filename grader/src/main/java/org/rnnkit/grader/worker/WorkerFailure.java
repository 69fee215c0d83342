package org.rnnkit.grader.worker;

/**
 * The reason why a worker did not finish.
 *
 * @param source the part that caused the failure
 * @param message the reason in words
 */
public record WorkerFailure(Source source, String message) {

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
