package org.rnnkit.grader.report;

import java.util.List;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingOutcome.Insight;
import org.rnnkit.toolkit.EpochResult;

/**
 * The course of a graded training, for its page.
 *
 * @param settings the training's settings
 * @param epochs the result of each epoch, as the student's code reported it
 * @param insight a trace of each epoch, as the student's code reported it, and an excerpt that the grader read with the
 *     trained model
 */
public record TrainingHistory(Hyperparameters settings, List<EpochResult> epochs, Insight insight) {}
