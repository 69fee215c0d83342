package org.rnnkit.grader.compile;

import java.nio.file.Path;
import java.util.List;
import org.rnnkit.testkit.steps.Step;

/**
 * One compiled step of a student's, together with the compiled other eight.
 *
 * @param step the step
 * @param classPath the folders with the classes of all nine steps; empty if the step could not be compiled
 * @param problem the reason why it could not be compiled; empty if it was
 */
public record CompiledStep(Step step, List<Path> classPath, String problem) {}
