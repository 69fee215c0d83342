package org.rnnkit.grader.training;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.compile.StepCompiler.CompiledSteps;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.training.TrainingProcess.Trained;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingOutcome;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.Text;

/** The training with a submission's own nine steps, after all of them have passed. It is the full one or a proof. */
public final class GradedTraining implements Trainer {

    private final Kit kit;
    private final Sandbox confinement;
    private final StepCompiler compiler;
    private final TrainingPlan plan;
    private final Hyperparameters settings;
    private final PrintStream out;
    private final ReferenceTraining reference;

    /**
     * Makes a training, without starting it.
     *
     * @param kit the kit
     * @param confinement what the steps' code is kept in
     * @param compiler the compiler for all submissions
     * @param plan the training's plan
     * @param out where it is shown
     */
    public GradedTraining(Kit kit, Sandbox confinement, StepCompiler compiler, TrainingPlan plan, PrintStream out) {
        this.kit = kit;
        this.confinement = confinement;
        this.compiler = compiler;
        this.plan = plan;
        this.settings = plan.settings();
        this.out = out;
        this.reference = ReferenceTraining.of(kit, confinement, plan);
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
        Optional<CompletableFuture<TrainingOutcome>> expected = plan.isProof() ? Optional.of(reference.start())
                : Optional.empty();
        out.printf(Locale.ROOT, "%n%s with these steps, which report their progress: %s on %s%n",
                plan.isProof() ? "Proof of training" : "Training",
                Plural.of(settings.epochs(), "epoch"), found.source());
        out.println(TrainingTime.announcement(settings, Math.min(settings.tokens(), found.characters().length())));
        TrainingProcess run = new TrainingProcess(kit, confinement, scratch, nine.classes(), plan.limit());
        Trained trained;
        EpochClock clock;
        boolean interactive = Terminals.isInteractive();
        try (ConsoleMonitor monitor = new ConsoleMonitor(settings.epochs(), out, interactive)) {
            clock = new EpochClock(monitor);
            trained = run.train(found, plan.setup(), null, clock::epochFinished,
                    new LimitedLines(interactive ? monitor::say : out::println));
        }
        TrainingOutcome outcome = trained.outcome();
        if (outcome.failure() != null) {
            return Outcome.withoutReport((trained.answered() ? "Training was not finished. The submission reports: "
                    : "Training was not finished: ") + outcome.failure().message());
        }
        try {
            TrainedModel model = new TrainedModel(outcome, settings, found);
            TrainingReport report = expected.isPresent()
                    ? model.report(new ProofCheck(ReferenceTraining.await(expected.get()), settings).compare(outcome),
                            trained.seconds())
                    : model.report(trained.seconds(), clock.medianSeconds());
            return new Outcome(report, "");
        } catch (IllegalArgumentException e) {
            return Outcome.withoutReport("The result of the training can't be checked: " + e.getMessage());
        }
    }
}
