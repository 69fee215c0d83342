package org.rnnkit.grader;

import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.submission.Submission;

/** The last part of a grading: a training with all nine steps of a submission, or the reason why they were not trained. */
@FunctionalInterface
public interface Trainer {

    /** Trains the model, with the reports of the submission's steps and an existing folder to write to. */
    TrainingOutcome train(Submission submission, List<StepReport> steps, Path scratch);
}
