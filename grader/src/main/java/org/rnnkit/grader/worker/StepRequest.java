package org.rnnkit.grader.worker;

import java.util.List;

/**
 * What a worker is asked to test. It comes on standard input, so that it stands in no list of processes.
 *
 * @param packageName the step's package
 * @param stepId the step
 * @param tag the tag of its tests
 * @param testClasses the names of its test classes
 * @param handover how the result is handed over
 */
public record StepRequest(String packageName, String stepId, String tag, List<String> testClasses,
        Handover handover) {}
