package org.rnnkit.grader.compile;

import java.nio.file.Path;

/**
 * A student's nine steps, compiled together.
 *
 * @param classes the folder with their classes
 * @param problem the reason why they could not be compiled; empty if they were
 */
public record CompiledSteps(Path classes, String problem) {}
