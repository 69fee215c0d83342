package org.rnnkit.grader.compile;

import java.nio.file.Path;
import org.rnnkit.grader.system.UsageException;

/**
 * A student's nine steps, compiled together.
 *
 * @param problem the reason why they could not be compiled; empty if they were
 */
public record CompiledSteps(Path classes, String problem) {

    /**
     * Returns the folder with the classes of steps that must compile.
     *
     * @throws UsageException if the steps do not compile
     */
    public Path requireClasses() {
        if (!problem.isEmpty()) {
            throw new UsageException("The steps do not compile: " + problem);
        }
        return classes;
    }
}
