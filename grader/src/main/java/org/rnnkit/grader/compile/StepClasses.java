package org.rnnkit.grader.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Jars;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.failure.FailurePlace;

/**
 * Compiled steps.
 *
 * @param files their class files, by their paths on a class path; none if they could not be compiled
 * @param problem the reason why they could not be compiled; empty if they were
 * @param place the line of the problem; null if it has none
 */
public record StepClasses(Map<String, byte[]> files, String problem, FailurePlace place) {

    /** Makes steps without a place of a problem. */
    public StepClasses(Map<String, byte[]> files, String problem) {
        this(files, problem, null);
    }

    /**
     * Writes the classes to a jar in a folder, for a worker's class path. As files, two whose names differ only in case may
     * be one.
     *
     * @throws UsageException if the steps do not compile
     */
    public Path jarIn(Path folder) {
        if (!problem.isEmpty()) {
            throw new UsageException("The steps do not compile: " + problem);
        }
        return Uncheck.get(() -> Files.write(folder.resolve("steps.jar"), Jars.pack(files)),
                () -> "can't write to " + folder);
    }
}
