package org.rnnkit.grader.compile;

import java.nio.file.Path;
import java.util.List;
import org.rnnkit.testkit.steps.Step;

/**
 * A student's step, in front of the other eight.
 *
 * @param step the step
 * @param classPath the folders with the classes of all nine; none if the step could not be compiled
 * @param problem why it could not be compiled; empty if it was
 */
public record CompiledStep(Step step, List<Path> classPath, String problem) {}
