package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rnnkit.classroom.inbox.Inbox;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.GradingContext;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.marking.HandInTime;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.marking.People;
import org.rnnkit.grader.page.ShapeDrawing;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.ReportBoard;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Archives;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that grades the nine steps and then trains with them. */
@Command(name = "grade", description = {
    "Grades the nine steps and, when all have passed, trains with them.",
    "%nOne mistake costs one step: a step that fails is tested again beside stand-ins of the others. Training uses "
        + "the nine graded steps, at the chapter's full size, which takes a few minutes.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit grade                 your exercises",
        "  ./rnnkit grade --no-training   the steps only, in seconds",
        "  ./rnnkit grade --bonus         the bonus steps, too",
        "  ./rnnkit grade solutions       the reference, as a check of the kit",
        "  ./rnnkit grade ~/inbox/ada --out ~/marks/ada",
        "  ./rnnkit grade ~/inbox/ada --format junit,markdown",
        "  ./rnnkit grade ~/inbox/ada --again ~/marks/ada/report.json",
        "%nExit status:",
        "  0 all passed; bonus steps don't count here",
        "  1 graded, and a step or the training did not pass",
        "  2 usage error",
        "  3 grader error: no score"})
public final class GradeCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "TARGET", defaultValue = Layout.EXERCISES,
            description = CommandList.TARGETS + ", or an archive. A folder or an archive has a module with "
                    + "src/main/java, a repository with exercises/ in it, a source root, or just the steps' files. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String target;

    @Option(names = "--out", paramLabel = "DIR",
            description = "The folder for the reports. Default: a new folder in the kit's runs/.")
    private Path out;

    @Option(names = "--name", paramLabel = "NAME",
            description = "The submission's name in the tables of overrides, extensions and times. Default: as "
                    + "grade-all names its folder or archive.")
    private String name;

    @Option(names = "--handed-in", paramLabel = "TIME",
            description = "The time of hand-in with its zone, such as 2026-12-01T18:00:00+01:00.")
    private ZonedDateTime handedIn;

    @Option(names = "--again", paramLabel = "REPORT",
            description = "Repeats an earlier grading and prints its steps beside those of today; REPORT is its report.json. "
                    + "Kit, seeds and settings must be the same.")
    private Path again;

    @Mixin
    private GradingOptions grading;

    @Mixin
    private FormatOptions formats;

    @Override
    public Integer call() {
        Optional<EarlierReport> earlier = Optional.ofNullable(again).map(EarlierReport::read);
        earlier.ifPresent(EarlierReport::useSeeds);
        earlier.map(EarlierReport::report).ifPresent(this::repeat);
        return grade(grading.kit(), earlier);
    }

    /** Takes what is not given from the report of an earlier grading. */
    private void repeat(Report report) {
        grading.repeat(report);
        name = Objects.requireNonNullElse(name, report.submission());
        if (handedIn == null && report.late() != null && report.late().handedIn() != null) {
            handedIn = ZonedDateTime.parse(report.late().handedIn());
        }
    }

    private int grade(Kit kit, Optional<EarlierReport> earlier) {
        earlier.ifPresent(report -> report.requireKit(kit));
        Marking marking = grading.marking(kit, People.AS_WRITTEN);
        Set<FormatName> chosen = formats.chosen();
        Path folder = CommandChecks.outputFolder(out, kit, "grade");
        if (target.equals(Layout.EXERCISES)) {
            CommandChecks.noteDifferencesFromMaven(kit);
        }
        Submission submission;
        try (Archives archives = new Archives(kit, () -> grading.sandbox(kit))) {
            submission = new Intake(kit, archives).take(target);
        }
        // The name that grade-all gives it, so that both read the same tables.
        String inTables = name != null ? name : Inbox.nameOf(submission.location());
        Sandbox sandbox = grading.sandbox(kit);
        GradingContext context = grading.context(kit);
        earlier.ifPresent(one -> one.requireSettings(context.refresh(one.report().grading(), submission)));
        ReportBoard board = new ReportBoard(System.out, kit.graded(),
                Terminals.isInteractive() ? Terminals.width() : Integer.MAX_VALUE);
        Report report;
        try (StepCompiler compiler = new StepCompiler(kit, sandbox)) {
            Grader grader = new Grader(kit, sandbox, compiler, grading.trainer(kit, sandbox, compiler, System.out));
            report = new ReportFiles(chosen, folder, System.out, ShapeDrawing.read(kit.built().course(), kit.steps()))
                    .gradeAndWrite(() -> mark(marking, grader.run(submission, step -> board.show(marking.mark(step, inTables))),
                            inTables, submission, context, folder));
        }
        board.showEnd(report);
        earlier.ifPresent(one -> one.compare(report).forEach(System.out::println));
        System.out.println("Report: " + folder.resolve(FormatName.HTML.file()));
        if (target.equals(Layout.EXERCISES)) {
            report.notPassed().stream().findFirst().ifPresent(step -> System.out.printf(Locale.ROOT,
                    "Next: step %d, %s. For a hint: ./rnnkit hint %d%n", step.number(), step.title(), step.number()));
        }
        return report.notPassed().isEmpty() && (!grading.trains() || report.training() != null) ? 0 : 1;
    }

    private Report mark(Marking marking, Report findings, String inTables, Submission submission,
            GradingContext context, Path folder) {
        Report marked = marking.mark(findings, inTables, handedIn == null ? HandInTime.UNKNOWN
                : HandInTime.at(handedIn.toInstant()));
        // The student may read the report, and needs no path of this machine.
        return marked.withSubmission(Layout.isModuleOfSteps(target) ? target : inTables)
                .withGrading(context.of(submission, findings, folder));
    }
}
