package org.rnnkit.learner.play.worker;

import org.rnnkit.grader.worker.WorkerFailure;

/**
 * The outcome of a generation.
 *
 * @param text prefix and continuation
 * @param unknown the number of characters of the prefix that the model does not know
 * @param failure the reason why there is no text; null if there is one
 */
public record GenerationOutcome(String text, long unknown, WorkerFailure failure) {}
