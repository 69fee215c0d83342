package org.rnnkit.grader.report;

import java.util.List;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.grader.worker.training.Excerpt;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.toolkit.EpochResult;

/**
 * The part of a graded training that only its page shows, and report.json does not have.
 *
 * @param epochs the result of each epoch, as the student's code reported it
 * @param traces the measurements of each epoch, from the process that ran the student's code
 * @param excerpt a piece of text that the grader read with the trained model
 */
public record TrainingHistory(Hyperparameters settings, List<EpochResult> epochs, List<EpochTrace> traces, Excerpt excerpt) {}
