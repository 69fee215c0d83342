package org.rnnkit.cli.command;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.EngineChoice;
import org.rnnkit.grader.worker.training.GradientsByHand;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.train.EarlierRun;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.TrainingRun;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.DeviceName;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that trains a model with nine steps and saves it. */
@Command(name = "train", description = {
    "Trains a model with nine steps and saves it.",
    "%nIt writes the parameters (model.safetensors, model.json), summary.json, the learning curve (SVG) and "
        + "training.html, a page with the curves, the samples of each epoch and the state of the model as it reads.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit train                           your steps, once all are written",
        "  ./rnnkit train solutions --epochs 50     a preview with the reference",
        "  ./rnnkit train solutions --by-hand       without a gradient collector, on all cores",
        "  ./rnnkit train --sampling random --hidden 256",
        "  ./rnnkit train --text novel.txt --tokens 100000",
        "  ./rnnkit train --continue runs/20260101-120000-train --epochs 100",
        "%nExit status:",
        "  0 trained",
        "  1 the steps do not compile, or failed while training",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class TrainCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "TARGET",
            description = "Whose steps to use: " + CommandList.TARGETS + ". Default: exercises; with --continue those that "
                + "trained the model.")
    private String target;

    @Option(names = "--out", paramLabel = "DIR",
            description = "The folder for the model. Default: a new folder in the kit's runs/.")
    private Path out;

    @Option(names = "--concise", description = "Trains the toolkit's model on DJL's own RNN block instead of step 5's.")
    private boolean concise;

    @Option(names = "--by-hand", description = "Trains with the bonus step that computes the gradients by hand, which must be "
            + "written, and a forward pass that keeps its states, instead of steps 4, 7, 8 and 9 and the gradient "
            + "collector. Each core computes a part of every minibatch.")
    private boolean byHand;

    @Option(names = "--gru", description = "Trains a model with the network of the bonus step with gates, which must be "
            + "written, instead of steps 2 and 4.")
    private boolean gru;

    @Option(names = "--continue", paramLabel = "RUN_DIR", description = "Goes on from the model in a folder that "
            + "./rnnkit train wrote, with its settings and its text; --epochs is the number of further epochs.")
    private Path continued;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model;

    @Mixin
    private TextOptions learned;

    @Mixin
    private EngineOptions options;

    @Override
    public Integer call() {
        EarlierRun earlier = continued == null ? null : RunFolder.read(continued.toAbsolutePath().normalize()).earlier();
        EngineChoice engine = options.engine();
        requirePossible(engine);
        String kind = earlier != null ? earlier.run().summary().model()
                : concise ? ModelFactory.CONCISE : gru ? ModelFactory.GRU : ModelFactory.SCRATCH;
        Kit kit = ChosenSteps.kit(Kit.find(steps()), kind);
        target = target != null ? target : earlier != null ? earlier.run().summary().steps() : Layout.EXERCISES;
        Hyperparameters wanted = model.settings(learned.seed());
        Hyperparameters settings = earlier == null ? wanted
                : earlier.run().summary().settings().withEpochs(wanted.epochs());
        Path folder = CommandChecks.outputFolder(out, kit, "train");
        Submission submission = new Intake(kit).take(target);
        requireAllWritten(submission, kit);
        Text text = earlier == null ? learned.text() : earlier.text();
        if (earlier != null && !earlier.run().textNote().isEmpty()) {
            System.out.println(earlier.run().textNote());
        }
        System.out.printf(Locale.ROOT, "Training with %s%s: %s on %s%n", target, byHand ? ", by hand" : "",
                Plural.of(settings.epochs(), earlier == null ? "epoch" : "further epoch"), text.source());
        TrainingSetup setup = new TrainingSetup(settings, engine, kind, byHand ? backward().fullName() : null,
                earlier == null ? null : earlier.run().folder().toString());
        RunFolder run;
        try (ConsoleMonitor monitor = new ConsoleMonitor(settings.epochs(), System.out, Terminals.isInteractive())) {
            run = TrainingRun.train(kit, submission, Layout.isModuleOfSteps(target) ? target
                    : submission.location().toString(), text, setup, earlier, folder, new KeyListener(monitor, input()));
        }
        show(run.summary(), folder);
        return 0;
    }

    /** Returns what somebody types who watches the training; nothing if nobody does. */
    private static InputStream input() {
        boolean watched = System.console() != null && Terminals.isInteractive();
        if (watched) {
            System.out.println("Enter ends the training after the epoch that runs, and keeps the model.");
        }
        return watched ? System.in : InputStream.nullInputStream();
    }

    private List<Step> steps() {
        return byHand ? Stream.concat(Steps.all().stream(), Stream.of(backward())).toList() : Steps.all();
    }

    private static Step backward() {
        return Steps.usedBy(GradientsByHand.COMMAND).orElseThrow(() -> new UsageException(
                "--by-hand: this kit has no step that works the gradients out by hand. Leave --by-hand out."));
    }

    private void requirePossible(EngineChoice engine) {
        List<String> kept = continued == null ? List.of() : Stream.of("--concise", "--by-hand", "--gru", "--hidden",
                "--batch-size", "--steps", "--lr", "--sampling", "--tokens", "--text")
                .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option)).toList();
        if (!kept.isEmpty()) {
            throw new UsageException("--continue keeps the settings of the earlier training. Leave out "
                    + String.join(", ", kept) + ".");
        }
        if (gru && (concise || byHand)) {
            throw new UsageException("--gru with --concise or --by-hand: choose one.");
        }
        if (byHand && concise) {
            throw new UsageException("--by-hand --concise: step " + backward().number()
                    + " has the gradients of step 4's network only. Choose one.");
        }
        if (byHand && engine.threads() > 1) {
            throw new UsageException("--by-hand --threads " + engine.threads() + ": by hand, every core already "
                    + "has one thread. Leave --threads out.");
        }
    }

    private static void requireAllWritten(Submission submission, Kit kit) {
        List<Step> unwritten = submission.unwritten(kit.steps());
        if (!unwritten.isEmpty()) {
            throw new UsageException("Training needs all " + kit.steps().size() + " steps. " + Steps.names(unwritten) + " of "
                    + submission.name() + (unwritten.size() == 1 ? " is" : " are") + " not written yet."
                    + (kit.reference().isEmpty() ? "" : " To see a training now: ./rnnkit train solutions"));
        }
    }

    private static void show(TrainingSummary summary, Path folder) {
        summary.samples().forEach(sample -> System.out.println("  " + sample));
        System.out.printf(Locale.ROOT, "Perplexity %.3f, %,.0f tokens/s on %s%n", summary.perplexity(),
                summary.tokensPerSecond(), summary.device());
        System.out.printf(Locale.ROOT, "Model and summary: %s%nPage: %s%nNext:%n"
                + "  ./rnnkit play \"%s\"%n  ./rnnkit train --continue \"%s\"%n",
                folder, folder.resolve(TrainingPage.FILE), near(folder), near(folder));
    }

    /** Returns the shortest path that can be typed here. */
    private static Path near(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }

    /** The hyperparameters of a training as options. The defaults are the chapter's. */
    static final class ModelOptions {

        @Option(names = "--epochs", paramLabel = "N", defaultValue = "" + Hyperparameters.EPOCHS,
                description = "The number of epochs. Default: ${DEFAULT-VALUE}.")
        private int epochs;

        @Option(names = "--hidden", paramLabel = "N", defaultValue = "" + Hyperparameters.HIDDENS,
                description = "The number of hidden units. Default: ${DEFAULT-VALUE}.")
        private int hidden;

        @Option(names = "--batch-size", paramLabel = "N", defaultValue = "" + Hyperparameters.BATCH_SIZE,
                description = "The number of subsequences in a minibatch. Default: ${DEFAULT-VALUE}.")
        private int batchSize;

        @Option(names = "--steps", paramLabel = "N", defaultValue = "" + Hyperparameters.STEPS,
                description = "The number of characters in a subsequence. Default: ${DEFAULT-VALUE}.")
        private int steps;

        @Option(names = "--lr", paramLabel = "RATE", defaultValue = "1",
                description = "The learning rate. Default: ${DEFAULT-VALUE}.")
        private float learningRate;

        @Option(names = "--sampling", paramLabel = "NAME", defaultValue = "sequential",
                description = "sequential (the state is kept between minibatches) or random. Default: ${DEFAULT-VALUE}.")
        private Sampling sampling;

        @Option(names = "--tokens", paramLabel = "N", defaultValue = "" + Hyperparameters.TOKENS,
                description = "The number of characters of the text to train on. Default: ${DEFAULT-VALUE}.")
        private int tokens;

        Hyperparameters settings(int seed) {
            if (!(learningRate > 0) || Float.isInfinite(learningRate)) {
                throw new UsageException("--lr " + learningRate + ": give a number above 0.");
            }
            return new Hyperparameters(CommandChecks.atLeast(2, "--tokens", tokens),
                    CommandChecks.atLeast(1, "--batch-size", batchSize), CommandChecks.atLeast(1, "--steps", steps),
                    CommandChecks.atLeast(1, "--hidden", hidden), learningRate, sampling,
                    CommandChecks.atLeast(1, "--epochs", epochs), seed);
        }
    }

    /** The options for the engine: device and threads. */
    static final class EngineOptions {

        @Option(names = "--device", paramLabel = "NAME", defaultValue = "auto",
                description = "auto (a GPU if PyTorch can use one), cpu or gpu. Default: ${DEFAULT-VALUE}. For a GPU set "
                        + "RNNKIT_GPU=1, which builds the kit so that the CUDA library is fetched.")
        private String device;

        @Option(names = "--threads", paramLabel = "N", defaultValue = "" + EngineSettings.DEFAULT_THREADS,
                description = "The number of engine threads. Default: ${DEFAULT-VALUE}, which other processes slow down least.")
        private int threads;

        /** Returns the engine to use. Call this before any work, since it checks the options. */
        EngineChoice engine() {
            DeviceName name = DeviceName.find(device)
                    .orElseThrow(() -> new UsageException("--device " + device + ": choose auto, cpu or gpu."));
            int processors = Runtime.getRuntime().availableProcessors();
            if (threads > processors) {
                throw new UsageException("--threads " + threads + ": this machine has " + processors
                        + " processors, and more threads than that only wait for each other.");
            }
            return new EngineChoice(name, CommandChecks.atLeast(1, "--threads", threads));
        }
    }
}
