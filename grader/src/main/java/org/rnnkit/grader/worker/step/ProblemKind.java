package org.rnnkit.grader.worker.step;

/** The kinds of problems in a test. */
public enum ProblemKind {
    /** The method that the test calls is still the stub. */
    NOT_WRITTEN,
    /** A class, method or field that the tests use is missing. */
    NOT_LINKED,
    /** The heap is full. */
    OUT_OF_MEMORY,
    /** The code was stopped, because it did not come to an end. */
    ENDLESS,
    /** Anything else: a wrong result, an exception. */
    OTHER
}
