package org.rnnkit.grader.worker.step;

import java.util.List;
import java.util.Map;

/**
 * What a worker is asked to test, and the tests themselves: they lie in no folder that a step's code could look into.
 *
 * @param packageName the step's package
 * @param stepId the step
 * @param tag the tag of its tests
 * @param testClasses the names of its test classes
 * @param files classes and resources of the graded tests, by their path
 */
public record TestsRequest(String packageName, String stepId, String tag, List<String> testClasses,
        Map<String, byte[]> files) {}
