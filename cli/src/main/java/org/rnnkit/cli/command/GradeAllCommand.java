package org.rnnkit.cli.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.classroom.ClassProgress;
import org.rnnkit.grader.classroom.ClassReport;
import org.rnnkit.grader.classroom.ClassResult;
import org.rnnkit.grader.classroom.ClassResult.Kind;
import org.rnnkit.grader.classroom.ClassSubmission;
import org.rnnkit.grader.classroom.Classroom;
import org.rnnkit.grader.classroom.StudentFeedback;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.ShapeDrawings;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Grades a class. */
@Command(name = "grade-all", description = {
    "Grades a folder of submissions, each a folder or a zip.",
    "%nWhat is finished is kept as it comes. Interrupted in whatever way, the same command goes on where it was; a "
        + "submission that has changed since is graded again.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit grade-all ~/inbox --out ~/marks --no-training",
        "  ./rnnkit grade-all ~/inbox --out ~/marks --short-training",
        "  ./rnnkit grade-all ~/inbox --out ~/marks --jobs 8 --config grading.yaml",
        "  ./rnnkit grade-all ~/inbox --out ~/marks --bonus",
        "%nExit status:",
        "  0 all graded, whatever the scores",
        "  1 some can't be graded as they were handed in; the rest is graded",
        "  2 wrong use",
        "  3 the grader's own trouble with some: run it again to carry on"})
public final class GradeAllCommand implements Callable<Integer> {

    private static final int TROUBLE = 3;
    private static final int MAX_WIDTH = 500;

    @Parameters(paramLabel = "DIR", description = "The folder with a folder or a zip for each submission.")
    private Path folder;

    @Option(names = "--out", paramLabel = "DIR", required = true,
            description = "Where a folder for each submission, scores.csv and index.html go.")
    private Path out;

    @Option(names = "--jobs", paramLabel = "N",
            description = "How many steps run at a time. Default: the number of processors.")
    private Integer jobs;

    @Mixin
    private GradingOptions grading;

    @Mixin
    private FormatOptions formats;

    @Override
    public Integer call() {
        Kit kit = grading.kit();
        int workers = jobs == null ? Runtime.getRuntime().availableProcessors() : OptionChecks.atLeast(1, "--jobs", jobs);
        Path target = OptionChecks.outputFolder(out, kit, "grade-all");
        List<ClassSubmission> handins = ClassSubmission.in(folder.toAbsolutePath().normalize(), target);
        Sandbox confinement = grading.confinement(kit);
        Grader grader = new Grader(kit, confinement, grading.config(), grading.trainer(kit, confinement, silent()));
        Classroom classroom = new Classroom(new Intake(kit), grader, grading.fingerprint(kit, confinement),
                new StudentFeedback(formats.chosen(), grading.config().feedback(),
                ShapeDrawings.read(kit.layout(), kit.steps())), target);
        List<ClassResult> results;
        try (ClassProgress progress = new ClassProgress(handins.size(), System.out, Terminals.isInteractive())) {
            results = classroom.grade(handins, workers, progress);
        }
        System.out.println("Overview: " + ClassReport.write(results, kit.steps(), kit.bonus(), target));
        return status(results);
    }

    private static int status(List<ClassResult> results) {
        List<ClassResult> troubled = results.stream().filter(result -> result.kind() == Kind.TROUBLE).toList();
        if (!troubled.isEmpty()) {
            System.err.println("rnnkit: no result for " + Plural.of(troubled.size(), "submission")
                    + ", by no fault of theirs; run it again to carry on. The first: " + Printable.line(
                            troubled.get(0).name() + ": " + troubled.get(0).reason(), MAX_WIDTH));
            return TROUBLE;
        }
        long refused = results.stream().filter(result -> result.kind() == Kind.REFUSED).count();
        if (refused > 0) {
            System.err.println("rnnkit: " + Plural.of((int) refused, "submission")
                    + " could not be graded as handed in; scores.csv says why.");
        }
        return refused > 0 ? 1 : 0;
    }

    /** Several trainings at a time would write over each other. */
    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
