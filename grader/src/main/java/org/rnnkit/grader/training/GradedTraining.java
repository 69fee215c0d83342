package org.rnnkit.grader.training;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rnnkit.grader.Grader.Trainer;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.compile.StepCompiler.CompiledSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.training.ProofCheck.ReferenceTraining;
import org.rnnkit.grader.training.TrainingProcess.LimitedLines;
import org.rnnkit.grader.training.TrainingProcess.TimedAnswer;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.grader.worker.training.TrainingSetup.EngineChoice;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.TextSource.Text;
import org.rnnkit.toolkit.TrainingMonitor;

/** The training with a submission's own nine steps, after all of them have passed. It is the full one or a proof. */
public final class GradedTraining implements Trainer {

    /** The reference's speed in characters per second on one idle core, with 512 hidden units (docs/performance.md). */
    private static final int RATE = 44_000;
    private static final int MINUTE = 60;
    private static final int TEN = 10;

    private final Kit kit;
    private final Sandbox sandbox;
    private final StepCompiler compiler;
    private final TrainingPlan plan;
    private final Hyperparameters settings;
    private final PrintStream out;
    private final ReferenceTraining reference;

    /** Makes a training, without starting it. */
    public GradedTraining(Kit kit, Sandbox sandbox, StepCompiler compiler, TrainingPlan plan, PrintStream out) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.compiler = compiler;
        this.plan = plan;
        this.settings = plan.settings();
        this.out = out;
        this.reference = ReferenceTraining.of(kit, sandbox, plan);
    }

    @Override
    public Outcome train(Submission submission, List<StepReport> steps, Path scratch) {
        String missing = steps.stream().filter(step -> step.status() != StepStatus.PASSED)
                .map(step -> String.valueOf(step.number())).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            return Outcome.withoutReport("Training needs all " + steps.size() + " steps; not passed: " + missing + ".");
        }
        try {
            return train(submission, scratch);
        } catch (UsageException e) {
            // The steps keep their points even if, for example, the text is too short.
            return Outcome.withoutReport("Training was not possible: " + e.getMessage());
        } catch (RuntimeException e) {
            Scratch.requireSpace(scratch);
            throw e;
        }
    }

    private Outcome train(Submission submission, Path scratch) {
        CompiledSteps nine = compiler.compileTogether(submission, kit.steps(), scratch);
        if (!nine.problem().isEmpty()) {
            return Outcome.withoutReport("The steps do not compile together: " + nine.problem());
        }
        Text found = plan.text().get();
        Optional<CompletableFuture<TrainingAnswer>> expected = plan.isProof() ? Optional.of(reference.start())
                : Optional.empty();
        out.printf(Locale.ROOT, "%n%s with these steps, which report their progress: %s on %s%n",
                plan.isProof() ? "Proof of training" : "Training",
                Plural.of(settings.epochs(), "epoch"), found.source());
        out.println(announcement(settings, Math.min(settings.tokens(), found.characters().length())));
        TrainingProcess run = new TrainingProcess(kit, sandbox, scratch, nine.classes(), plan.limit());
        TimedAnswer trained;
        EpochClock clock;
        boolean interactive = Terminals.isInteractive();
        try (ConsoleMonitor monitor = new ConsoleMonitor(settings.epochs(), out, interactive)) {
            clock = new EpochClock(monitor);
            trained = run.train(found, plan.setup(), null, clock::epochFinished,
                    new LimitedLines(interactive ? monitor::say : out::println));
        }
        TrainingAnswer answer = trained.answer();
        if (answer.failure() != null) {
            return Outcome.withoutReport((trained.answered() ? "Training was not finished. The submission reports: "
                    : "Training was not finished: ") + answer.failure().message());
        }
        try {
            TrainedModel model = new TrainedModel(answer, settings, found);
            TrainingReport report = expected.isPresent()
                    ? model.report(new ProofCheck(ReferenceTraining.await(expected.get()), settings).compare(answer),
                            trained.seconds())
                    : model.report(trained.seconds(), clock.medianSeconds());
            return new Outcome(report, "");
        } catch (IllegalArgumentException e) {
            return Outcome.withoutReport("The result of the training can't be checked: " + e.getMessage());
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

    /**
     * The plan of the training that follows the steps of each submission.
     *
     * @param settings the training's hyperparameters
     * @param isProof whether it is a proof: a few epochs that are compared with the reference's
     * @param engine what to compute with
     * @param text finds the text
     * @param limit how long it may take
     */
    public record TrainingPlan(Hyperparameters settings, boolean isProof, EngineChoice engine, Supplier<Text> text,
            Duration limit) {

        /** Returns the setup of the training's process. */
        TrainingSetup setup() {
            return isProof ? TrainingSetup.ofProof(settings, engine) : TrainingSetup.ofSteps(settings, engine);
        }
    }

    /** A monitor that notes by the grader's clock when each epoch was reported, and passes everything on to another monitor. */
    static final class EpochClock implements TrainingMonitor {

        private static final double NANOS = 1e9;

        private final TrainingMonitor monitor;
        private final List<Long> times = new ArrayList<>();

        EpochClock(TrainingMonitor monitor) {
            this.monitor = monitor;
        }

        @Override
        public synchronized void epochFinished(int epoch, EpochResult result) {
            if (epoch == times.size() + 1) {
                times.add(System.nanoTime());
            }
            monitor.epochFinished(epoch, result);
        }

        /**
         * Returns the median time between two epochs, in seconds. A pause of the whole machine changes few of these times, and
         * so does not change the median. NaN with fewer than four epochs.
         */
        synchronized double medianSeconds() {
            return median(times);
        }

        static double median(List<Long> times) {
            if (times.size() < 4) {
                return Double.NaN;
            }
            List<Long> intervals = new ArrayList<>();
            for (int i = 1; i < times.size(); i++) {
                intervals.add(times.get(i) - times.get(i - 1));
            }
            intervals.sort(null);
            return intervals.get(intervals.size() / 2) / NANOS;
        }
    }
}
