package org.rnnkit.grader.training;

import java.time.Duration;
import java.util.function.Supplier;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.toolkit.Text;

/**
 * The plan of the training that follows the steps of each submission.
 *
 * @param settings the training's hyperparameters
 * @param text finds the text
 * @param limit how long it may take
 */
public record TrainingPlan(Hyperparameters settings, Supplier<Text> text, Duration limit) {}
