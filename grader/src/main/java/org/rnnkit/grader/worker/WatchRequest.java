package org.rnnkit.grader.worker;

import java.util.List;

/**
 * What a worker that stays is asked to test.
 *
 * @param tests which tests, and how the result is handed over
 * @param classPath folders with the student's classes, the graded tests and what runs them
 * @param seconds how long the tests may take
 */
public record WatchRequest(TestsRequest tests, List<String> classPath, int seconds) {}
