package org.rnnkit.grader.worker.source;

import java.util.Map;
import java.util.Objects;

/**
 * The result of a compilation.
 *
 * @param classes the class files, by their paths on a class path; none if there are errors
 * @param errors the error messages, one a line; empty if there are none
 * @param cannotRead whether one of the errors is that a library could not be read
 * @param cannotWrite whether one of the errors is that a class file could not be written
 * @param reusable whether the process can compile for others; after a failure of the compiler
 *     itself, such as a stack overflow, its own classes may be incomplete
 */
public record CompileAnswer(Map<String, byte[]> classes, String errors, boolean cannotRead, boolean cannotWrite,
        boolean reusable) {

    /** Copies the classes. Rejects an answer without a text. */
    public CompileAnswer {
        classes = Map.copyOf(classes);
        Objects.requireNonNull(errors);
    }

    /** Makes the answer about sources at which the compiler itself failed. */
    public static CompileAnswer gaveUp(String errors) {
        return new CompileAnswer(Map.of(), errors, false, false, false);
    }
}
