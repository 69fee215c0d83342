package org.rnnkit.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.OutputFile;

/**
 * What a training left in its folder.
 *
 * @param summary what it was and came to
 */
record RunFolder(TrainingSummary summary) {

    /** Reads it. */
    static RunFolder in(Path folder) {
        Path file = folder.resolve(TrainingSummary.FILE);
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no trained model in " + folder + " (no summary.json). Name a folder that "
                    + "./rnnkit train wrote.");
        }
        return OutputFile.read(file, TrainingSummary.class).filter(found -> found.steps() != null).map(RunFolder::new)
                .orElseThrow(() -> new UsageException(file + " is not what ./rnnkit train writes. Train again."));
    }

    /** The steps that it is used with: those named, else those it was trained with. */
    Submission steps(Kit kit, String named) {
        Submission submission = new Intake(kit).take(named != null ? named : summary.steps());
        if (!submission.unwritten(kit.steps()).isEmpty()) {
            throw new UsageException("Not all steps of " + submission.name()
                    + " are written. Use the reference's: --with solutions");
        }
        return submission;
    }
}
