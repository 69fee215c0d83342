package org.rnnkit.learner.play.worker;

import org.rnnkit.grader.worker.WorkerFailure;

/**
 * What a model wrote.
 *
 * @param text prefix and continuation
 * @param unknown how many characters of the prefix the model does not know
 * @param failure why there is none; null if there is
 */
public record GenerationOutcome(String text, long unknown, WorkerFailure failure) {}
