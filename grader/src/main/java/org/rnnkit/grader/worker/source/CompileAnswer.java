package org.rnnkit.grader.worker.source;

import java.util.Objects;

/**
 * The result of a compilation.
 *
 * @param errors the error messages, one a line; empty if there are none
 * @param cannotRead whether one of the errors is that a library could not be read
 * @param cannotWrite whether one of the errors is that a class file could not be written
 * @param reusable whether the process can compile for others; after a failure of the compiler
 *     itself, such as a stack overflow, its own classes may be incomplete
 */
public record CompileAnswer(String errors, boolean cannotRead, boolean cannotWrite, boolean reusable) {

    /** Rejects an answer without a text. */
    public CompileAnswer {
        Objects.requireNonNull(errors);
    }
}
