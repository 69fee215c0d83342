package org.rnnkit.grader.worker.source;

import java.util.List;
import java.util.Map;

/**
 * The result of a compilation.
 *
 * @param classes the class files, by their paths on a class path; none if there are errors
 * @param errors the errors; none if it succeeded
 * @param reusable whether the process can compile for others; after a failure of the compiler
 *     itself, such as a stack overflow, its own classes may be incomplete
 */
public record CompileAnswer(Map<String, byte[]> classes, List<CompileError> errors, boolean reusable) {

    /** Copies the classes and errors. */
    public CompileAnswer {
        classes = Map.copyOf(classes);
        errors = List.copyOf(errors);
    }

    /** Makes the answer about sources at which the compiler itself failed. */
    public static CompileAnswer gaveUp(String problem) {
        return new CompileAnswer(Map.of(), List.of(CompileError.of("the compiler " + problem)), false);
    }
}
