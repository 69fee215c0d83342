package org.rnnkit.grader.training;

import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.submission.Submission;

/** What follows the steps: training with all nine, or the reason why not. */
@FunctionalInterface
public interface Trainer {

    /**
     * Trains.
     *
     * @param submission the submission
     * @param steps how its steps came out
     * @param scratch a folder to write to
     * @return what it came to
     */
    Outcome train(Submission submission, List<StepReport> steps, Path scratch);

    /**
     * What training came to.
     *
     * @param report the figures; null if there are none
     * @param message why there are none; empty if there are
     */
    record Outcome(TrainingReport report, String message) {

        /**
         * There is no training.
         *
         * @param why the reason
         * @return the outcome
         */
        public static Outcome none(String why) {
            return new Outcome(null, why);
        }
    }
}
