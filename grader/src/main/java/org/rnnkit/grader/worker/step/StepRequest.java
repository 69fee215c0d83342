package org.rnnkit.grader.worker.step;

import java.util.List;
import java.util.Map;

/**
 * A request to a worker to test a step.
 *
 * @param classes the class files of the student's code, by their paths on a class path
 * @param beside the jars and folders with the graded tests, and with what takes the places of the other steps
 */
public record StepRequest(TestsRequest tests, Map<String, byte[]> classes, List<String> beside) {}
