package org.rnnkit.grader.compile;

import java.util.Map;

/**
 * A step, compiled beside stand-ins of the others.
 *
 * @param files its class files, by their paths on a class path; none if it could not be compiled
 * @param problem the reason why it could not be compiled; empty if it was
 */
public record StepClasses(Map<String, byte[]> files, String problem) {}
