package org.rnnkit.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.rnnkit.grader.config.ConfigFile;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Fingerprint;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.training.GradedTraining;
import org.rnnkit.grader.training.ShortTraining;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.grader.training.TrainingProcess;
import org.rnnkit.grader.worker.training.EngineChoice;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Text;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of what grades: how a course wants it, and training. What is given here goes before grading.yaml. */
final class GradingOptions {

    private static final int EPOCHS = 500;
    private static final int MINUTES = 30;
    private static final int SHORT_MINUTES = 2;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Points, limits, bonus and style points of a course; docs/grading.example.yaml has every key.")
    private Path file;

    @Option(names = "--no-training", description = "Grades the steps and stops.")
    private boolean noTraining;

    @Option(names = "--bonus", description = "Grades the bonus steps, too. They count apart from the nine.")
    private boolean bonus;

    @Option(names = "--epochs", paramLabel = "N",
            description = "Epochs of training. Default: the configuration's, else " + EPOCHS + ", the chapter's.")
    private Integer epochs;

    @Option(names = "--short-training", description = "Trains a small model, in seconds, and from its perplexity predicts "
            + "whether the full training passes.")
    private boolean shortTraining;

    @Option(names = "--training-limit", paramLabel = "MINUTES",
            description = "How long training may take. Default: the configuration's, else " + MINUTES
                    + ", for a short training " + SHORT_MINUTES + ".")
    private Integer trainingLimit;

    @Mixin
    private IsolationOptions isolation;

    @Mixin
    private EngineOptions engine;

    private GradingConfig read;
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

    /** The kit with the course's points, and with the bonus steps if they are graded. */
    Kit kit() {
        Kit kit = Kit.here(config().apply(Steps.all()));
        return bonus ? kit.withBonus(config().apply(Steps.bonus())) : kit;
    }

    /** Tries what keeps the steps' code in, with the course's limits. */
    Sandbox confinement(Kit kit) {
        return isolation.confinement(kit, config().limits());
    }

    /** Checks what can be checked before any work is done. */
    Trainer trainer(Kit kit, Sandbox confinement, PrintStream out) {
        demandOneTraining();
        if (noTraining) {
            return (submission, steps, scratch) -> Trainer.Outcome.none("Training was not asked for (--no-training).");
        }
        EngineChoice choice = engine.engine();
        // A text that is too short for the full training has nothing to be predicted.
        Hyperparameters full = Hyperparameters.ofChapter(epochs(), engine.seed());
        engine.namedText().ifPresent(text -> TrainingProcess.requireEnough(text, full));
        Hyperparameters settings = settings();
        return new GradedTraining(kit, confinement, settings, isShort(), choice, this::text, Duration.ofMinutes(minutes()),
                out);
    }

    private void demandOneTraining() {
        if (shortTraining && noTraining) {
            throw new UsageException(
                    "--short-training and --no-training can't both be: leave one of them out.");
        }
        if (shortTraining && epochs != null) {
            throw new UsageException(
                    "--short-training has epochs of its own: leave out --epochs, or --short-training to train in "
                    + "full.");
        }
        if (isShort() && !shortTraining && !config().bonus().isEmpty()) {
            throw new UsageException(file.getFileName()
                    + " has training: short: true and bonus: (points for a perplexity), which a "
                    + "short training can't earn. Leave one of them out.");
        }
    }

    /** Epochs that are given here are those of a full training, whatever the configuration has. */
    private boolean isShort() {
        return !noTraining && (shortTraining || epochs == null && config().training().isShort());
    }

    /** What training is like, if there is one. */
    Hyperparameters settings() {
        return isShort() ? ShortTraining.settings(engine.seed()) : Hyperparameters.ofChapter(epochs(), engine.seed());
    }

    /** Found once: a class trains on one text, and asks the network for it once. */
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
                trainingLimit != null ? trainingLimit : configured != null ? configured : isShort() ? SHORT_MINUTES : MINUTES);
    }

    /** Everything that results depend on but the submission. */
    String fingerprint(Kit kit, Sandbox confinement) {
        Fingerprint fingerprint = new Fingerprint().add(config()).add(confinement.isolation()).add(noTraining);
        kit.addTo(fingerprint);
        if (!noTraining) {
            fingerprint.add(settings()).add(minutes()).add(engine.engine())
                    .add(engine.namedText().map(text -> text.characters()));
        }
        return fingerprint.end();
    }
}
