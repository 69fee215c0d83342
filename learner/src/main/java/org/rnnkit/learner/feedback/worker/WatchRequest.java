package org.rnnkit.learner.feedback.worker;

import java.util.List;
import org.rnnkit.grader.worker.step.TestsRequest;

/**
 * What a worker that stays is asked to test.
 *
 * @param tests which tests, and how the result is handed over
 * @param classPath folders with the student's classes, the graded tests and what runs them
 * @param seconds how long the tests may take
 */
public record WatchRequest(TestsRequest tests, List<String> classPath, int seconds) {}
