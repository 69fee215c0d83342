package org.rnnkit.grader.training;

import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.submission.Submission;

/** The last part of a grading: a training with all nine steps of a submission, or the reason why they were not trained. */
@FunctionalInterface
public interface Trainer {

    /** Trains the model, with the reports of the submission's steps and an existing folder to write to. */
    Outcome train(Submission submission, List<StepReport> steps, Path scratch);

    /**
     * The result of the training: its report, or the reason why it has no report.
     *
     * @param report the report; null without a result
     * @param message the reason why there is no report; empty if there is one
     */
    record Outcome(TrainingReport report, String message) {

        /** Makes the outcome of a training that has no result, with the reason as a sentence. */
        public static Outcome withoutReport(String reason) {
            return new Outcome(null, reason);
        }
    }
}
