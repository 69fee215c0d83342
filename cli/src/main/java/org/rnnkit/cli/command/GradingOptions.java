package org.rnnkit.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.GradingContext;
import org.rnnkit.grader.GradingContext.RepeatCommand;
import org.rnnkit.grader.Snapshot;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.config.ConfigFile;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.marking.Overrides;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.training.GradedTraining;
import org.rnnkit.grader.training.GradedTraining.TrainingPlan;
import org.rnnkit.grader.training.ProofCheck;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.grader.training.TrainingProcess;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingSetup.EngineChoice;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Text;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for grading: a course's settings, and training. An option overrides grading.yaml. */
final class GradingOptions {

    private static final int EPOCHS = 500;
    private static final int MINUTES = 30;
    private static final int PROOF_MINUTES = 2;

    @Option(names = "--config", paramLabel = "FILE",
            description = "A course's settings: points, limits, bonus, style points. docs/grading.example.yaml has every key.")
    private Path file;

    @Option(names = "--overrides", paramLabel = "FILE",
            description = "Points changed by hand: a table with the columns name, step, points, comment, who. Default: the "
                    + "configuration's.")
    private Path overrides;

    @Option(names = "--no-training", description = "Grades the steps only.")
    private boolean noTraining;

    @Option(names = "--bonus", description = "Grades the bonus steps, too. Their points count separately.")
    private boolean bonus;

    @Option(names = "--epochs", paramLabel = "N",
            description = "The number of epochs. Default: the configuration's, else " + EPOCHS + ", as in the chapter.")
    private Integer epochs;

    @Option(names = {"--prove-training", "--short-training"}, description = StudentHelp.PROOF)
    private boolean proveTraining;

    @Option(names = "--training-limit", paramLabel = "MINUTES",
            description = "The time limit for training. Default: the configuration's, else " + MINUTES
                    + ", or " + PROOF_MINUTES + " for a proof.")
    private Integer trainingLimit;

    @Mixin
    private IsolationOptions isolation;

    @Mixin
    private EngineOptions engine;

    private final int drawnSeed = new SecureRandom().nextInt(Integer.MAX_VALUE);
    private GradingConfig read;
    private Overrides readOverrides;
    private Text text;

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
        return bonus ? kit.withBonus(config().apply(Steps.bonus())) : kit;
    }

    /** Takes the snapshot that the grading runs from. */
    Snapshot snapshot() {
        return new Snapshot(kit());
    }

    /** Finds the sandbox for the steps' code, with the course's limits. */
    Sandbox sandbox(Kit kit) {
        return isolation.sandbox(kit, config().limits());
    }

    /** Returns the trainer. Call this before any work, since it checks the options. */
    Trainer trainer(Kit kit, Sandbox sandbox, StepCompiler compiler, PrintStream out) {
        requireOneTraining();
        if (isProof() && kit.reference().isEmpty()) {
            throw new UsageException("A proof compares the training with the reference's, which this copy of the kit does not "
                    + "have. Train in full, or use --epochs 3 to see only that the training runs.");
        }
        if (noTraining) {
            return (submission, steps, scratch) -> Trainer.Outcome.withoutReport(Report.NO_TRAINING);
        }
        EngineChoice choice = engine.engine();
        Hyperparameters full = Hyperparameters.ofChapter(epochs(), engine.seed());
        engine.namedText().ifPresent(text -> TrainingProcess.requireEnough(text, full));
        TrainingPlan plan = new TrainingPlan(planned(), isProof(), choice, this::text, Duration.ofMinutes(minutes()));
        return new GradedTraining(kit, sandbox, compiler, plan, out);
    }

    private void requireOneTraining() {
        if (proveTraining && noTraining) {
            throw new UsageException(
                    "--prove-training and --no-training exclude each other: leave one of them out.");
        }
        if (proveTraining && epochs != null) {
            throw new UsageException(
                    "--prove-training has a fixed number of epochs: leave out --epochs, or leave out --prove-training to train "
                    + "in full.");
        }
        if (isProof() && !proveTraining && !config().bonus().isEmpty()) {
            throw new UsageException(file.getFileName()
                    + " has training: proof: true and bonus: (points for a perplexity), which a proof can't earn. Leave one of "
                    + "them out.");
        }
    }

    /** Tells whether the training is a proof. --epochs asks for a full one, even if the configuration says proof. */
    private boolean isProof() {
        return !noTraining && (proveTraining || epochs == null && config().training().isProof());
    }

    /** Returns the hyperparameters of the training. They are the same in every run, so a proof's drawn seed is not in them. */
    Hyperparameters settings() {
        return isProof() ? ProofCheck.settings(engine.seed()) : Hyperparameters.ofChapter(epochs(), engine.seed());
    }

    /** Returns the hyperparameters with the seed of this run. Nobody knows a proof's seed before it is drawn. */
    private Hyperparameters planned() {
        return isProof() ? ProofCheck.settings(engine.givenSeed().orElse(drawnSeed)) : settings();
    }

    /** Returns the text, which is found only once, so that a class trains on one text and downloads it once. */
    private synchronized Text text() {
        if (text == null) {
            text = engine.text();
        }
        return text;
    }

    private int epochs() {
        Integer configured = config().training().epochs();
        return OptionChecks.atLeast(1, "--epochs", epochs != null ? epochs : configured != null ? configured : EPOCHS);
    }

    private int minutes() {
        Integer configured = config().training().minutes();
        return OptionChecks.atLeast(1, "--training-limit",
                trainingLimit != null ? trainingLimit : configured != null ? configured : isProof() ? PROOF_MINUTES : MINUTES);
    }

    /** Returns the points changed by hand. Call this before any work, since it checks the table. */
    Overrides overrides(Kit kit) {
        if (readOverrides == null) {
            readOverrides = Optional.ofNullable(overrides).or(config()::overrides)
                    .map(table -> Overrides.read(table, kit.graded())).orElseGet(Overrides::none);
        }
        return readOverrides;
    }

    /** Returns the rules for marks. Call this before any work, since it checks the course's tables. */
    Marking marking(Kit kit) {
        return new Marking(kit, config(), overrides(kit));
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
        if (proveTraining) {
            options.add(List.of("--prove-training"));
        }
        if (epochs != null) {
            options.add(List.of("--epochs", epochs.toString()));
        }
        if (trainingLimit != null) {
            options.add(List.of("--training-limit", trainingLimit.toString()));
        }
        engine.addTo(options, planned().seed());
        return options.words();
    }

    /**
     * Returns a fingerprint of everything that findings depend on, except the submission. Points, deadlines, overrides and
     * the detail of feedback are not in it: only the mark depends on them.
     */
    String fingerprint(Kit kit, Sandbox sandbox) {
        Fingerprint fingerprint = new Fingerprint().add(config().limits()).add(sandbox.isolation()).add(noTraining);
        kit.addTo(fingerprint);
        if (!noTraining) {
            fingerprint.add(settings()).add(minutes()).add(engine.engine())
                    .add(engine.namedText().map(text -> text.characters()));
        }
        return fingerprint.finish();
    }
}
