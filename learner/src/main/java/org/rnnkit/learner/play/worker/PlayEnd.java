package org.rnnkit.learner.play.worker;

import org.rnnkit.grader.worker.WorkerFailure;

/**
 * The end of a play worker.
 *
 * @param failure the reason why it stopped early; null if there were no more requests
 */
public record PlayEnd(WorkerFailure failure) {}
