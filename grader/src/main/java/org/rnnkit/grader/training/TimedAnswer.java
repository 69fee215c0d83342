package org.rnnkit.grader.training;

import org.rnnkit.grader.worker.training.TrainingAnswer;

/**
 * A finished training.
 *
 * @param answer the answer, as the worker has sent it
 * @param seconds the time from the steps' first line to their last, by this process's clock
 * @param answered true if the worker gave the answer; false if it ended without an answer
 */
public record TimedAnswer(TrainingAnswer answer, double seconds, boolean answered) {}
