package org.rnnkit.grader.worker;

/** The parts that can cause a failure. */
public enum FailureSource {
    /** The code of the steps. */
    STEPS,
    /** The user's request, such as a device that does not exist. */
    USER,
    /** The machine or the kit. */
    MACHINE
}
