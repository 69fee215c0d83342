package org.rnnkit.grader.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.Shutdown;
import org.rnnkit.grader.Trainer;
import org.rnnkit.grader.compile.CompiledNine;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.isolation.Confinement;
import org.rnnkit.grader.report.Count;
import org.rnnkit.grader.report.Status;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.worker.EngineChoice;
import org.rnnkit.grader.worker.Hyperparameters;
import org.rnnkit.grader.worker.TrainingOutcome;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TrainingResult;

/** Training at the chapter's size with a submission's own nine steps, once all of them have passed. */
public final class FullTraining implements Trainer {

    private final Kit kit;
    private final Confinement confinement;
    private final Hyperparameters settings;
    private final EngineChoice engine;
    private final Supplier<Text> text;
    private final Duration limit;
    private final PrintStream out;

    /**
     * Describes a training.
     *
     * @param kit the kit
     * @param confinement what the steps' code is kept in
     * @param settings what it is like
     * @param engine what to compute with
     * @param text finds the text
     * @param limit how long it may take
     * @param out where it is shown
     */
    public FullTraining(Kit kit, Confinement confinement, Hyperparameters settings, EngineChoice engine, Supplier<Text> text,
            Duration limit, PrintStream out) {
        this.kit = kit;
        this.confinement = confinement;
        this.settings = settings;
        this.engine = engine;
        this.text = text;
        this.limit = limit;
        this.out = out;
    }

    @Override
    public Outcome train(Submission submission, List<StepReport> steps, Path scratch) {
        String missing = steps.stream().filter(step -> step.status() != Status.PASSED)
                .map(step -> String.valueOf(step.number())).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            return Outcome.none("Training needs all " + steps.size() + " steps; not passed: " + missing + ".");
        }
        try {
            return train(submission, scratch);
        } catch (RuntimeException trouble) {
            if (Shutdown.hasBegun()) {
                throw trouble;
            }
            // The steps have their marks; whatever keeps them from being trained leaves those alone.
            return Outcome.none("Training was not possible: "
                    + Objects.requireNonNullElse(trouble.getMessage(), trouble.toString()));
        }
    }

    private Outcome train(Submission submission, Path scratch) {
        CompiledNine nine = new StepCompiler(kit, scratch).compileAll(submission);
        if (!nine.problem().isEmpty()) {
            return Outcome.none("The steps do not compile together: " + nine.problem());
        }
        Text found = text.get();
        out.printf("%nTraining with these steps: %s on %s%n", Count.of(settings.epochs(), "epoch"), found.source());
        TrainingRun run = new TrainingRun(kit, confinement, scratch, nine.classes(), engine, false, limit);
        TrainingOutcome outcome;
        try (ConsoleMonitor monitor = new ConsoleMonitor(settings.epochs(), out, Terminals.isInteractive())) {
            outcome = run.train(found, settings, null, monitor, new Lines(out));
        }
        return outcome.failure() == null ? report(outcome.result(), found)
                : Outcome.none("Training did not get to its end: " + outcome.failure().message());
    }

    private Outcome report(TrainingResult result, Text found) {
        if (result.epochs().size() != settings.epochs()) {
            return Outcome.none("Training.train gave the results of " + Count.of(result.epochs().size(), "epoch") + "; "
                    + settings.epochs() + " were asked for.");
        }
        if (!Double.isFinite(result.perplexity()) || !Double.isFinite(result.tokensPerSecond())) {
            return Outcome.none("Training ended with a perplexity of " + result.perplexity() + " at "
                    + result.tokensPerSecond() + " tokens/s, which is no result.");
        }
        return new Outcome(new TrainingReport(result.perplexity(), null, result.tokensPerSecond(),
                result.epochs().size(), found.source(), result.samples(),
                result.epochs().stream().map(EpochResult::perplexity).toList()), "");
    }
}
