package org.rnnkit.grader;

import org.rnnkit.grader.report.TrainingReport;

/**
 * The result of the training: its report, or the reason why it has no report.
 *
 * @param report the report; null without a result
 * @param message the reason why there is no report; empty if there is one
 */
public record TrainingOutcome(TrainingReport report, String message) {

    /** Makes the outcome of a training that has no result, with the reason as a sentence. */
    public static TrainingOutcome withoutReport(String reason) {
        return new TrainingOutcome(null, reason);
    }
}
