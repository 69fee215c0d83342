package org.rnnkit.grader.report;

import java.util.List;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.Insight;
import org.rnnkit.toolkit.EpochResult;

/**
 * A graded training in detail, as far as a page shows it.
 *
 * @param settings the training's settings
 * @param epochs each epoch's result, as the steps said it
 * @param insight what the steps said of each epoch, and the trained model as the grader saw it read
 */
public record TrainingHistory(Hyperparameters settings, List<EpochResult> epochs, Insight insight) {}
