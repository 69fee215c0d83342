package org.rnnkit.grader.process;

import java.io.IOException;
import java.io.OutputStream;

/** The input of a worker after its first request. It may wait for an answer before it sends the next request. */
@FunctionalInterface
public interface WorkerInput {

    /** No further input. */
    WorkerInput NONE = in -> { };

    /** Writes the input to the worker's standard input. */
    void write(OutputStream in) throws IOException, InterruptedException;

    /**
     * Tells whether {@link #write} returns only when no further answer is needed. The worker is then killed at once,
     * because its engine needs some time to end.
     */
    default boolean hasAllAnswers() {
        return false;
    }
}
