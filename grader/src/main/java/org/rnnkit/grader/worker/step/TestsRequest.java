package org.rnnkit.grader.worker.step;

import java.util.List;
import java.util.Map;

/**
 * A request to run a step's graded tests. It contains the tests themselves, so that they are in no folder that the step's
 * code can read.
 *
 * @param stepId the step's identifier
 * @param tag the JUnit tag of the step's tests
 * @param seed the seed of everything that the tests draw
 * @param listOnly whether to list the tests as passed without running them
 * @param seconds the limit of each test, in seconds of work; 0 for none
 * @param files the classes and resources of the graded tests, by their path on the class path; a worker reads only those
 *     of its first request
 */
public record TestsRequest(String packageName, String stepId, String tag, List<String> testClasses, long seed,
        boolean listOnly, int seconds, Map<String, byte[]> files) {}
