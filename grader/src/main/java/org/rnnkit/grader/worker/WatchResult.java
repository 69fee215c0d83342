package org.rnnkit.grader.worker;

/**
 * What a worker that stays found out.
 *
 * @param result how the tests went
 * @param fit whether the worker is as it was before, and can be asked again
 */
public record WatchResult(StepResult result, boolean fit) {}
