package org.rnnkit.grader.worker;

/** What a frame is. */
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
