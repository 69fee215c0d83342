package org.rnnkit.learner.worker;

import org.rnnkit.grader.worker.WorkerFailure;

/**
 * The end of a text.
 *
 * @param failure the reason why it is not complete; null if it is
 */
public record PlayResult(WorkerFailure failure) {}
