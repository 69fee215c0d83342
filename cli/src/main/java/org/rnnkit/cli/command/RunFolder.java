package org.rnnkit.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.testkit.steps.Steps;

/**
 * The folder that a training wrote.
 *
 * @param summary the settings and results of the training
 */
record RunFolder(TrainingSummary summary) {

    /** Reads it. */
    static RunFolder read(Path folder) {
        Path file = folder.resolve(TrainingSummary.FILE);
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no trained model in " + folder + " (no summary.json). Name a folder that "
                    + "./rnnkit train wrote.");
        }
        return OutputFile.read(file, TrainingSummary.class).filter(found -> found.steps() != null).map(RunFolder::new)
                .orElseThrow(() -> new UsageException(file
                        + " was written by another version of ./rnnkit train. Train again."));
    }

    /** Returns the steps to use with the model: those named, or else those that trained it. */
    Submission steps(Kit kit, String named) {
        Submission submission = new Intake(kit).take(named != null ? named : summary.steps());
        if (!submission.unwritten(Steps.all()).isEmpty()) {
            throw new UsageException("Not all steps of " + submission.name()
                    + " are written." + (kit.reference().isEmpty() ? "" : " Use the reference's: --with solutions"));
        }
        return submission;
    }
}
