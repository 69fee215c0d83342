package org.rnnkit.cli.command;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.compile.CompiledSteps;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.ShapeDrawings;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.training.LimitedLines;
import org.rnnkit.grader.training.TrainingProcess;
import org.rnnkit.grader.worker.training.EngineChoice;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingOutcome;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.LearningCurve;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model with nine steps and keeps it. */
@Command(name = "train", description = {
    "Trains a model with nine steps and keeps it.",
    "%nWhat is kept: the parameters (model.safetensors, model.json), summary.json, the learning curve (PNG and SVG) "
        + "and training.html, a page with the curves, the samples by epoch and the trained model as it reads.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit train                           your steps, once all are written",
        "  ./rnnkit train solutions --epochs 50     a look at what is to come",
        "  ./rnnkit train solutions --by-hand       the same, on all cores and with no gradient collector",
        "  ./rnnkit train --sampling random --hidden 256",
        "  ./rnnkit train --text novel.txt --tokens 100000",
        "%nExit status:",
        "  0 trained",
        "  1 the steps do not compile, or failed while training",
        "  2 wrong use",
        "  3 the kit's own trouble"})
public final class TrainCommand implements Callable<Integer> {

    private static final String BY_HAND = "train --by-hand";

    @Parameters(arity = "0..1", paramLabel = "TARGET", defaultValue = Layout.EXERCISES,
            description = "Whose steps: exercises (the default), solutions, or a folder.")
    private String target;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the model goes. Default: a new folder in the kit's runs/.")
    private Path out;

    @Option(names = "--concise", description = "Trains the toolkit's model on DJL's own RNN block instead of step 5's.")
    private boolean concise;

    @Option(names = "--by-hand", description = "Trains with the bonus step that works the gradients out by hand, which is to "
            + "be written then, and a forward pass that keeps its states, instead of steps 4, 7, 8 and 9 and the gradient "
            + "collector; every core takes its share of a minibatch.")
    private boolean byHand;

    @Mixin
    private ModelOptions model;

    @Mixin
    private EngineOptions options;

    @Override
    public Integer call() {
        Kit kit = Kit.here(steps());
        EngineChoice engine = options.engine();
        demandPossible(engine);
        Hyperparameters settings = model.settings(options.seed());
        Path folder = OptionChecks.outputFolder(out, kit, "train");
        Submission submission = new Intake(kit).take(target);
        demandAllWritten(submission, kit);
        Text text = options.text();
        try (Scratch scratch = new Scratch()) {
            CompiledSteps nine = new StepCompiler(kit, scratch.folder()).compileAll(submission);
            if (!nine.problem().isEmpty()) {
                return stop("The steps of " + target + " do not compile: " + nine.problem());
            }
            TrainingProcess run = new TrainingProcess(kit, Sandbox.none(), scratch.folder(), nine.classes(), engine, concise,
                    Duration.ofDays(365));
            System.out.printf("Training with %s%s: %s on %s%n", target, byHand ? ", by hand" : "",
                    Plural.of(settings.epochs(), "epoch"), text.source());
            TrainingOutcome outcome;
            try (ConsoleMonitor monitor = new ConsoleMonitor(settings.epochs(), System.out,
                    Terminals.isInteractive())) {
                outcome = run.train(text, settings, byHand, folder, monitor, new LimitedLines(monitor::say)).outcome();
            }
            if (outcome.failure() != null) {
                return stop("Training did not get to its end: " + outcome.failure().message());
            }
            keep(outcome, settings, text, submission, folder, kit);
            return 0;
        }
    }

    private List<Step> steps() {
        return byHand ? Stream.concat(Steps.all().stream(), Stream.of(backward())).toList() : Steps.all();
    }

    private static Step backward() {
        return Steps.usedBy(BY_HAND).orElseThrow(() -> new UsageException(
                "--by-hand: this kit has no step that works the gradients out by hand. Leave --by-hand out."));
    }

    private void demandPossible(EngineChoice engine) {
        if (byHand && concise) {
            throw new UsageException("--by-hand --concise: step " + backward().number()
                    + " knows the gradients of step 4's network only. Choose one.");
        }
        if (byHand && engine.threads() > 1) {
            throw new UsageException("--by-hand --threads " + engine.threads() + ": by hand, every core has its one thread "
                    + "already. Leave --threads out.");
        }
    }

    private static void demandAllWritten(Submission submission, Kit kit) {
        List<Step> unwritten = submission.unwritten(kit.steps());
        if (!unwritten.isEmpty()) {
            throw new UsageException("Training needs all " + kit.steps().size() + " steps; still to write in "
                    + submission.name() + ": "
                    + unwritten.stream().map(step -> String.valueOf(step.number())).collect(Collectors.joining(", "))
                    + (kit.reference().isEmpty() ? "." : ". To see a training now: ./rnnkit train solutions"));
        }
    }

    private void keep(TrainingOutcome outcome, Hyperparameters settings, Text text, Submission submission,
            Path folder, Kit kit) {
        boolean own = target.equals(Layout.EXERCISES) || target.equals(Layout.SOLUTIONS);
        String steps = own ? target : submission.place().toString();
        TrainingSummary summary = TrainingSummary.of(outcome, settings, text.source(), steps, concise);
        OutputFile.write(summary, folder.resolve("summary.json"));
        OutputFile.write(TrainingPage.of(summary, outcome, ShapeDrawings.of(kit.layout(), kit.steps())).html(),
                folder.resolve(TrainingPage.FILE));
        outcome.samples().forEach(sample -> System.out.println("  " + sample));
        System.out.printf(Locale.ROOT, "Perplexity %.3f, %,.0f tokens/s on %s%n", summary.perplexity(),
                summary.tokensPerSecond(), outcome.device());
        System.out.printf("Model and summary: %s%nTo look at: %s%nNext: ./rnnkit generate \"%s\" --prefix \"time traveller\"%n",
                folder, folder.resolve(TrainingPage.FILE), folder);
        draw(outcome, settings, folder);
    }

    /** A machine without fonts, say, has its model all the same. */
    private static void draw(TrainingOutcome outcome, Hyperparameters settings, Path folder) {
        try {
            LearningCurve.write(outcome.epochs(), "Perplexity, "
                    + settings.sampling().name().toLowerCase(Locale.ROOT) + " sampling, " + settings.numHiddens()
                    + " hidden units", folder);
        } catch (UncheckedIOException e) {
            System.err.println("rnnkit: warning: " + e.getMessage());
        }
    }

    private static int stop(String why) {
        System.err.println("rnnkit: " + why);
        return 1;
    }
}
