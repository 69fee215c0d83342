package org.rnnkit.grader.compile;

import java.nio.file.Path;

/**
 * A student's nine steps, together.
 *
 * @param classes the folder of their classes
 * @param problem why they could not be compiled; empty if they were
 */
public record CompiledSteps(Path classes, String problem) {}
