package org.rnnkit.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rnnkit.classroom.inbox.Inbox;
import org.rnnkit.cli.command.GradingOptions.FormatOptions;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.GradingContext;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.marking.Marking.HandInTime;
import org.rnnkit.grader.marking.Marking.People;
import org.rnnkit.grader.page.Pages.ShapeDrawing;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.ReportBoard;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
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

    @Option(names = "--seeds", paramLabel = "FILE",
            description = "Draws the same numbers as an earlier grading; FILE is its report.json.")
    private Path seeds;

    @Mixin
    private GradingOptions grading;

    @Mixin
    private FormatOptions formats;

    @Override
    public Integer call() {
        if (seeds != null) {
            useSeeds(seeds);
        }
        return grade(grading.kit());
    }

    private int grade(Kit kit) {
        Marking marking = grading.marking(kit, People.AS_WRITTEN);
        Set<FormatName> chosen = formats.chosen();
        Path folder = CommandChecks.outputFolder(out, kit, "grade");
        if (target.equals(Layout.EXERCISES)) {
            CommandChecks.noteChangedTests(kit);
        }
        Submission submission = new Intake(kit).take(target);
        // The name that grade-all gives it, so that both read the same tables.
        String inTables = name != null ? name : Inbox.nameOf(submission.location());
        Sandbox sandbox = grading.sandbox(kit);
        GradingContext context = grading.context(kit);
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
        return marked.withNames(Layout.isModuleOfSteps(target) ? target : Printable.of(inTables), marked.ignored())
                .withGrading(context.of(submission, findings, folder));
    }

    /** Uses the seeds in the report of an earlier grading, so that its steps get the same tests and questions again. */
    static void useSeeds(Path file) {
        JsonNode report = readReport(file);
        List<String> known = Steps.withBonus().stream().map(Step::id).toList();
        for (String list : List.of("steps", "bonus")) {
            for (JsonNode step : report.path(list)) {
                String id = step.path("id").asText();
                if (known.contains(id) && step.path("seed").isIntegralNumber()) {
                    System.setProperty(Verifier.SEED + "." + id, step.get("seed").asText());
                }
            }
        }
    }

    private static JsonNode readReport(Path file) {
        JsonNode report;
        try {
            report = new JsonMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            report = MissingNode.getInstance(); // The message is the same as for a file with other content.
        }
        if (!report.path("steps").isArray()) {
            throw new UsageException(file + " is not a report that can be read. Name the report.json of an earlier grading.");
        }
        String schema = report.path("schema").asText();
        if (!schema.equals(Report.SCHEMA)) {
            throw new UsageException(file + " was written by another version of the kit: it is a "
                    + Printable.quoted(schema) + ", not a " + Report.SCHEMA + ". Repeat the grading with the kit that its "
                    + "grading.kit names.");
        }
        return report;
    }
}
