package org.rnnkit.learner.worker;

import java.util.List;
import org.rnnkit.grader.worker.step.TestsRequest;

/**
 * A request to a warm worker: which step to test.
 *
 * @param tests the tests, and how their result is returned
 * @param classPath folders with the student's classes, the graded tests and the code that runs them
 */
public record WatchRequest(TestsRequest tests, List<String> classPath) {}
