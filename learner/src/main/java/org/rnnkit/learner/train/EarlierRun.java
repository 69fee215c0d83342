package org.rnnkit.learner.train;

import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.toolkit.Text;

/**
 * A training that another one goes on from.
 *
 * @param history its numbers
 * @param text the text that it has learned from
 */
public record EarlierRun(RunFolder run, TrainingAnswer history, Text text) {}
