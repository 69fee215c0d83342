package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rnnkit.grader.Checkpoint;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Fingerprint;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.ShapeDrawings;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.ReportBoard;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Grades the nine steps, then trains with them. */
@Command(name = "grade", description = {
    "Grades the nine steps and, when all have passed, trains with them.",
    "%nEach step stands beside the reference's other eight, so that one mistake costs one step. Training uses the "
        + "nine graded, at the chapter's full size, which takes a few minutes; --short-training predicts in seconds "
        + "whether that passes.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit grade                 your exercises",
        "  ./rnnkit grade --no-training   the steps only, in seconds",
        "  ./rnnkit grade --bonus         the bonus steps, too",
        "  ./rnnkit grade solutions       the reference, as a check of the kit",
        "  ./rnnkit grade ~/inbox/ada --out ~/marks/ada",
        "  ./rnnkit grade ~/inbox/ada --format junit,markdown",
        "%nExit status:",
        "  0 all passed, whatever the bonus steps do",
        "  1 graded, and something did not pass (a step or the training)",
        "  2 wrong use",
        "  3 the grader's own trouble: no score"})
public final class GradeCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "TARGET", defaultValue = Layout.EXERCISES,
            description = "exercises (the default), solutions, or a folder or zip: a module with src/main/java, a "
                    + "repository with exercises/ in it, or a source root.")
    private String target;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the reports go. Default: a new folder in the kit's runs/.")
    private Path out;

    @Option(names = "--resume", description = "Goes on with what an earlier run that was cut off left in --out.")
    private boolean resume;

    @Mixin
    private GradingOptions grading;

    @Mixin
    private FormatOptions formats;

    @Override
    public Integer call() {
        if (resume && out == null) {
            throw new UsageException("--resume needs the --out of the run that was cut off.");
        }
        Kit kit = grading.kit();
        FeedbackDetail detail = grading.config().feedback();
        Set<FormatName> chosen = formats.chosen();
        Path folder = OptionChecks.outputFolder(out, kit, "grade");
        Submission submission = new Intake(kit).take(target);
        Sandbox confinement = grading.confinement(kit);
        Grader grader = new Grader(kit, confinement, grading.config(), grading.trainer(kit, confinement, System.out));
        Checkpoint journal = journal(folder, kit, confinement, submission);
        ReportBoard board = new ReportBoard(System.out, kit.graded());
        // The board, too, may be in a log that the author of the steps reads.
        Report report = new ReportFiles(chosen, folder, System.out, ShapeDrawings.read(kit.layout(), kit.steps())).of(() ->
                detail.apply(grader.run(submission, journal, step -> board.show(detail.of(step)))));
        journal.delete();
        board.showEnd(report);
        System.out.println("Report: " + folder.resolve(FormatName.HTML.file()));
        if (target.equals(Layout.EXERCISES)) {
            report.missing().stream().findFirst().ifPresent(step -> System.out.printf(Locale.ROOT,
                    "Next: step %d, %s. A hint: ./rnnkit hint %d%n", step.number(), step.title(), step.number()));
        }
        return formats.exitStatus(report.missing().isEmpty() && (!grading.trains() || report.training() != null));
    }

    private Checkpoint journal(Path folder, Kit kit, Sandbox confinement, Submission submission) {
        Fingerprint fingerprint = new Fingerprint().add(grading.fingerprint(kit, confinement));
        submission.addTo(fingerprint);
        return resume ? Checkpoint.resume(folder, fingerprint.finish()) : Checkpoint.begin(folder, fingerprint.finish());
    }
}
