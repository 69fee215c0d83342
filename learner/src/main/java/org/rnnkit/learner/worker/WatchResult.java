package org.rnnkit.learner.worker;

import org.rnnkit.grader.worker.step.StepResult;

/**
 * The answer of a warm worker to one request.
 *
 * @param result the result of the tests
 * @param reusable whether the worker can take another request: the tests left nothing behind
 */
public record WatchResult(StepResult result, String printed, boolean reusable) {}
