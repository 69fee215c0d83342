package org.rnnkit.grader.worker.compile;

import org.rnnkit.grader.worker.Bounds;

/**
 * The result of a compilation.
 *
 * @param errors the error messages, one a line; empty if there are none
 * @param cannotWrite whether one of the errors is that a class file could not be written
 * @param reusable whether the process can compile for others; after a failure of the compiler
 *     itself, such as a stack overflow, its own classes may be incomplete
 */
public record CompileAnswer(String errors, boolean cannotWrite, boolean reusable) {

    /** Rejects longer errors than there can be. */
    public CompileAnswer {
        Bounds.text(errors, Bounds.MESSAGE);
    }
}
