package org.rnnkit.grader.worker;

/** The kinds of frames. */
public enum FrameKind {
    /** A request to a worker. */
    REQUEST,
    /** The worker runs the steps' code from now on. */
    BEGUN,
    /** News of work that goes on. */
    PROGRESS,
    /** The answer to a request. */
    ANSWER
}
