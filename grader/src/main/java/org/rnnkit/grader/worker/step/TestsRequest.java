package org.rnnkit.grader.worker.step;

import java.util.List;

/**
 * A request to run a step's graded tests.
 *
 * @param stepId the step's identifier
 * @param tag the JUnit tag of the step's tests
 * @param seed the seed of everything that the tests draw
 * @param listOnly whether to list the tests as passed without running them
 * @param seconds the limit of each test, in seconds of work; 0 for none
 */
public record TestsRequest(String packageName, String stepId, String tag, List<String> testClasses, long seed,
        boolean listOnly, int seconds) {}
