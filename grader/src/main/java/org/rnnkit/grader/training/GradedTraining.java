package org.rnnkit.grader.training;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rnnkit.grader.Trainer;
import org.rnnkit.grader.TrainingOutcome;
import org.rnnkit.grader.compile.StepClasses;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.Text;

/** The training with a submission's own nine steps, after all of them have passed. */
public final class GradedTraining implements Trainer {

    /** The reference's speed in characters per second on one idle core, with 512 hidden units (CONTRIBUTING.md). */
    private static final int RATE = 44_000;
    private static final int MINUTE = 60;
    private static final int TEN = 10;

    private final Kit kit;
    private final Sandbox sandbox;
    private final StepCompiler compiler;
    private final TrainingPlan plan;
    private final Hyperparameters settings;
    private final PrintStream out;

    /** Makes a training, without starting it. */
    public GradedTraining(Kit kit, Sandbox sandbox, StepCompiler compiler, TrainingPlan plan, PrintStream out) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.compiler = compiler;
        this.plan = plan;
        this.settings = plan.settings();
        this.out = out;
    }

    @Override
    public TrainingOutcome train(Submission submission, List<StepReport> steps, Path scratch) {
        String missing = steps.stream().filter(step -> step.status() != StepStatus.PASSED)
                .map(step -> String.valueOf(step.number())).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            return TrainingOutcome.withoutReport("Training needs all " + steps.size() + " steps; not passed: " + missing + ".");
        }
        try {
            return train(submission, scratch);
        } catch (UsageException e) {
            // The steps keep their points even if, for example, the text is too short.
            return TrainingOutcome.withoutReport("Training was not possible: " + e.getMessage());
        } catch (RuntimeException e) {
            Scratch.requireSpace(scratch);
            throw e;
        }
    }

    private TrainingOutcome train(Submission submission, Path scratch) {
        StepClasses nine = compiler.compileTogether(submission, kit.steps());
        if (!nine.problem().isEmpty()) {
            return TrainingOutcome.withoutReport("The steps do not compile together: " + nine.problem());
        }
        Text found = plan.text().get();
        out.printf(Locale.ROOT, "%nTraining with these steps, which report their progress: %s on %s%n",
                Plural.of(settings.epochs(), "epoch"), found.source());
        out.println(announcement(settings, Math.min(settings.tokens(), found.characters().length())));
        TrainingProcess run = new TrainingProcess(kit, sandbox, scratch, nine.jarIn(scratch), plan.limit());
        TimedAnswer trained;
        boolean interactive = Terminals.isInteractive();
        try (ConsoleMonitor monitor = new ConsoleMonitor(settings.epochs(), out, interactive)) {
            trained = run.train(found, TrainingSetup.ofSteps(settings), null, monitor::epochFinished,
                    new LimitedLines(interactive ? monitor::say : out::println));
        }
        TrainingAnswer answer = trained.answer();
        if (answer.failure() != null) {
            return TrainingOutcome.withoutReport((trained.answered() ? "Training was not finished. The submission reports: "
                    : "Training was not finished: ") + answer.failure().message());
        }
        try {
            return new TrainingOutcome(new TrainedModel(answer, settings, found).report(trained.seconds()), "");
        } catch (IllegalArgumentException e) {
            return TrainingOutcome.withoutReport("The result of the training can't be checked: " + e.getMessage());
        }
    }

    /**
     * Says how long a graded training takes, estimated from the speed that was measured on one machine, and how to leave it
     * out.
     */
    static String announcement(Hyperparameters settings, int tokens) {
        double seconds = (double) tokens * settings.epochs() / RATE;
        return String.format(Locale.ROOT, "It takes %s at %,d characters per second, as measured on one machine. "
                + "Yours may be twice as fast, or several times slower.%nTo grade without training: --no-training",
                words(seconds), RATE);
    }

    private static String words(double seconds) {
        if (seconds < TEN) {
            return "ten seconds or less";
        }
        // No more digits than the estimate is worth.
        return seconds < MINUTE + MINUTE / 2 ? "about " + Math.round(seconds / TEN) * TEN + " seconds"
                : "about " + Math.round(seconds / MINUTE) + " minutes";
    }
}
