package org.rnnkit.grader.compile;

import java.nio.file.Path;
import org.rnnkit.grader.error.UsageException;

/**
 * A student's nine steps, compiled together.
 *
 * @param classes the folder with their classes
 * @param problem the reason why they could not be compiled; empty if they were
 */
public record CompiledSteps(Path classes, String problem) {

    /**
     * Returns the classes of steps that must compile.
     *
     * @return the folder with the classes
     * @throws UsageException if the steps do not compile
     */
    public Path requireClasses() {
        if (!problem.isEmpty()) {
            throw new UsageException("The steps do not compile: " + problem);
        }
        return classes;
    }
}
