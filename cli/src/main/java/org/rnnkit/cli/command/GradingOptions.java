package org.rnnkit.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.GradingContext;
import org.rnnkit.grader.RepeatCommand;
import org.rnnkit.grader.Trainer;
import org.rnnkit.grader.TrainingOutcome;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.config.ConfigFile;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.marking.Overrides;
import org.rnnkit.grader.marking.People;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.sandbox.IsolationKind;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxFinder;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.training.GradedTraining;
import org.rnnkit.grader.training.TrainingPlan;
import org.rnnkit.grader.training.TrainingProcess;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Text;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for grading: a course's settings, and training. An option overrides grading.yaml. */
final class GradingOptions {

    private static final int MINUTES = 30;

    @Option(names = "--config", paramLabel = "FILE",
            description = "A course's settings: points, limits, deadline. docs/grading.example.yaml has every key.")
    private Path file;

    @Option(names = "--overrides", paramLabel = "FILE",
            description = "Points changed by hand: a table with the columns name, step, points, comment, who. Default: the "
                    + "configuration's.")
    private Path overrides;

    @Option(names = "--no-training", description = "Grades the steps only.")
    private boolean noTraining;

    @Option(names = "--bonus", description = "Grades the bonus steps, too. Their points count separately, "
            + "unless the configuration has bonusSteps: true.")
    private boolean bonus;

    @Option(names = "--epochs", paramLabel = "N",
            description = "The number of epochs. Default: the configuration's, else " + Hyperparameters.EPOCHS
                + ", as in the chapter.")
    private Integer epochs;

    @Option(names = "--training-limit", paramLabel = "MINUTES",
            description = "The time limit for training. Default: the configuration's, else " + MINUTES + ".")
    private Integer trainingLimit;

    @Mixin
    private IsolationOptions isolation;

    @Mixin
    private TextOptions learned;

    private GradingConfig read;
    private Text text;
    private Sandbox sandbox;

    boolean trains() {
        return !noTraining;
    }

    GradingConfig config() {
        if (read == null) {
            read = file == null ? GradingConfig.DEFAULT : ConfigFile.read(file);
        }
        return read;
    }

    /** Returns the kit with the course's points, and with the bonus steps if they are graded. */
    Kit kit() {
        Kit kit = Kit.find(config().apply(Steps.all()));
        return bonus || config().countsBonusSteps() ? kit.withBonus(config().apply(Steps.bonus())) : kit;
    }

    /** Grades what an earlier grading has graded: the bonus steps and the training if it had them. */
    void repeat(Report earlier) {
        bonus |= !earlier.bonus().isEmpty();
        noTraining |= earlier.training() == null && earlier.trainingMessage().equals(Report.NO_TRAINING);
    }

    /** Returns the sandbox for the steps' code, with the course's limits. A usage error of the training comes before it. */
    Sandbox sandbox(Kit kit) {
        if (sandbox == null) {
            requireTraining();
            sandbox = isolation.sandbox(kit, config().limits());
        }
        return sandbox;
    }

    /**
     * Checks the options of the training.
     *
     * @throws UsageException if the named text is missing or too short, or if a number is out of its range
     */
    void requireTraining() {
        if (!noTraining) {
            minutes();
            Hyperparameters settings = settings();
            learned.namedText().ifPresent(named -> TrainingProcess.requireEnough(named, settings));
        }
    }

    /** Returns the trainer. */
    Trainer trainer(Kit kit, Sandbox sandbox, StepCompiler compiler, PrintStream out) {
        if (noTraining) {
            return (submission, steps, scratch) -> TrainingOutcome.withoutReport(Report.NO_TRAINING);
        }
        TrainingPlan plan = new TrainingPlan(settings(), this::text, Duration.ofMinutes(minutes()));
        return new GradedTraining(kit, sandbox, compiler, plan, out);
    }

    /** Returns the hyperparameters of the training. */
    private Hyperparameters settings() {
        return Hyperparameters.ofChapter(epochs(), learned.seed());
    }

    /** Returns the text, which is found only once, so that a class trains on one text and downloads it once. */
    private synchronized Text text() {
        if (text == null) {
            text = learned.text();
        }
        return text;
    }

    private int epochs() {
        Integer configured = config().training().epochs();
        return CommandChecks.atLeast(1, "--epochs", epochs != null ? epochs
                : configured != null ? configured : Hyperparameters.EPOCHS);
    }

    private int minutes() {
        Integer configured = config().training().minutes();
        return CommandChecks.atLeast(1, "--training-limit",
                trainingLimit != null ? trainingLimit : configured != null ? configured : MINUTES);
    }

    /** Returns the rules for marks. Call this before any work, since it checks the course's tables. */
    Marking marking(Kit kit, People people) {
        return new Marking(kit, config(), Optional.ofNullable(overrides).or(config()::overrides)
                .map(table -> Overrides.read(table, kit.graded(), people)).orElseGet(Overrides::none), people);
    }

    /** Returns the circumstances of the grading, which each report names. */
    GradingContext context(Kit kit) {
        // The course's own seconds are a setting, not a part of the kit.
        return new GradingContext(kit.withOwnSteps(), Optional.ofNullable(file), this::text, () -> repeat(kit),
                Clock.systemUTC());
    }

    /** Lists the options with which another command grades in the same way. */
    private List<String> repeat(Kit kit) {
        RepeatCommand options = RepeatCommand.options(kit.home());
        if (file != null) {
            options.add(List.of("--config")).add(file);
        }
        if (overrides != null) {
            options.add(List.of("--overrides")).add(overrides);
        }
        if (bonus) {
            options.add(List.of("--bonus"));
        }
        options.add(isolation.repeat());
        if (noTraining) {
            return options.add(List.of("--no-training")).words();
        }
        if (epochs != null) {
            options.add(List.of("--epochs", epochs.toString()));
        }
        if (trainingLimit != null) {
            options.add(List.of("--training-limit", trainingLimit.toString()));
        }
        learned.addTo(options);
        return options.words();
    }

    /**
     * Returns a fingerprint of everything that findings depend on, except the submission. Points, deadlines and
     * overrides are not in it: only the mark depends on them.
     */
    String fingerprint(Kit kit, Sandbox sandbox) {
        Fingerprint fingerprint = new Fingerprint().add(config().limits()).add(sandbox.isolation()).add(noTraining);
        kit.addTo(fingerprint);
        if (!noTraining) {
            fingerprint.add(settings()).add(minutes())
                    .add(learned.namedText().map(text -> text.characters()));
        }
        return fingerprint.finish();
    }

    /** The options for the sandbox in which other people's code runs. */
    static final class IsolationOptions {

        @Option(names = "--isolation", paramLabel = "NAME", defaultValue = "auto",
                description = "auto, bubblewrap or process. Default: ${DEFAULT-VALUE}, which is bubblewrap if it works here. "
                        + "process has limits, but is no sandbox: its result is feedback, not a mark.")
        private String isolation;

        @Option(names = "--require-isolation", description = "Grades only in the sandbox, bubblewrap.")
        private boolean required;

        /** Lists the options with which another command isolates in the same way. */
        List<String> repeat() {
            return required ? List.of("--isolation", isolation, "--require-isolation") : List.of("--isolation", isolation);
        }

        /** Finds the sandbox that the options ask for. If it is a plain process, a line says so. */
        Sandbox sandbox(Kit kit, Limits limits) {
            Sandbox sandbox = find(new SandboxFinder(kit.engineClassPath(), limits));
            if (sandbox.isolation().kind() == IsolationKind.PROCESS) {
                System.err.println("rnnkit: no sandbox: the code can use your files and your network, and the result is "
                        + "feedback, not a mark. ./rnnkit doctor says how to get a sandbox.");
            }
            return sandbox;
        }

        private Sandbox find(SandboxFinder finder) {
            if (required && isolation.equals(IsolationKind.PROCESS.word())) {
                throw new UsageException("--isolation process is no sandbox, and --require-isolation asks for one: leave one "
                        + "out.");
            }
            if (!isolation.equals("auto")) {
                return finder.named(isolation);
            }
            return required ? finder.bestSandbox() : finder.best();
        }
    }
}
