package org.rnnkit.grader.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.Trainer;
import org.rnnkit.grader.isolation.Confinement;
import org.rnnkit.grader.isolation.Limits;
import org.rnnkit.grader.report.Board;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.Format;
import org.rnnkit.grader.report.format.Results;
import org.rnnkit.grader.run.FullTraining;
import org.rnnkit.grader.run.TrainingRun;
import org.rnnkit.grader.worker.EngineChoice;
import org.rnnkit.grader.worker.Hyperparameters;
import org.rnnkit.grading.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Grades the nine steps, then trains with them. */
@Command(name = "grade", description = {
    "Grades the nine steps and, when all have passed, trains with them.",
    "%nEach step stands beside the reference's other eight, so that one mistake costs one step. Training uses the "
        + "nine graded, at the chapter's full size, which takes a few minutes.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit grade                 your exercises",
        "  ./rnnkit grade --no-training   the steps only, in seconds",
        "  ./rnnkit grade solutions       the reference, as a check of the kit",
        "  ./rnnkit grade ~/inbox/ada --out ~/marks/ada",
        "  ./rnnkit grade ~/inbox/ada --format junit,markdown",
        "%nExit status:",
        "  0 all passed",
        "  1 graded, and something did not pass (a step or the training)",
        "  2 wrong use",
        "  3 the grader's own trouble: no score"})
public final class GradeCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "TARGET", defaultValue = "exercises",
            description = "exercises (the default), solutions, or a folder: a module with src/main/java, a "
                    + "repository with exercises/ in it, or a source root.")
    private String target;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the reports go. Default: a new folder in the kit's runs/.")
    private Path out;

    @Option(names = "--no-training", description = "Grades the steps and stops.")
    private boolean noTraining;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "500",
            description = "Epochs of training. Default: ${DEFAULT-VALUE}, the chapter's.")
    private int epochs;

    @Option(names = "--training-limit", paramLabel = "MINUTES", defaultValue = "30",
            description = "How long training may take. Default: ${DEFAULT-VALUE}.")
    private int trainingLimit;

    @Mixin
    private IsolationOptions isolation;

    @Mixin
    private FormatOptions formats;

    @Mixin
    private EngineOptions options;

    @Override
    public Integer call() {
        Kit kit = Kit.here(Steps.all());
        Set<Format> chosen = formats.chosen();
        Path folder = Checks.outputFolder(out, kit, "grade");
        Confinement confinement = isolation.confinement(kit, Limits.DEFAULT);
        Trainer trainer = trainer(kit, confinement);
        Board board = new Board(System.out, kit.steps());
        Report report = new Results(chosen, folder, System.out)
                .of(() -> new Grader(kit, confinement, board::show, trainer).run(target));
        board.showEnd(report);
        System.out.println("Report: " + folder.resolve(Format.HTML.file()));
        if (target.equals("exercises")) {
            report.missing().stream().findFirst().ifPresent(step -> System.out.printf(Locale.ROOT,
                    "Next: step %d, %s. A hint: ./rnnkit hint %d%n", step.number(), step.title(), step.number()));
        }
        return formats.exitStatus(report.missing().isEmpty() && (noTraining || report.training() != null));
    }

    private Trainer trainer(Kit kit, Confinement confinement) {
        if (noTraining) {
            return (submission, steps, scratch) -> Trainer.Outcome.none("Training was not asked for (--no-training).");
        }
        EngineChoice engine = options.engine();
        Hyperparameters settings =
                Hyperparameters.ofChapter(Checks.atLeast(1, "--epochs", epochs), options.seed());
        options.namedText().ifPresent(text -> TrainingRun.demandEnough(text, settings));
        Duration limit = Duration.ofMinutes(Checks.atLeast(1, "--training-limit", trainingLimit));
        return new FullTraining(kit, confinement, settings, engine, options::text, limit, System.out);
    }
}
