package org.rnnkit.learner.feedback.worker;

import org.rnnkit.grader.worker.step.StepResult;

/**
 * What a worker that stays found out.
 *
 * @param result how the tests went
 * @param fit whether the worker is as it was before, and can be asked again
 */
public record WatchResult(StepResult result, boolean fit) {}
