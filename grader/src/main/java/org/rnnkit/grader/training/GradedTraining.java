package org.rnnkit.grader.training;

import ai.djl.modality.nlp.Vocabulary;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.compile.CompiledSteps;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TrainingHistory;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.DiskSpace;
import org.rnnkit.grader.training.TrainingProcess.Trained;
import org.rnnkit.grader.verify.OracleModel;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingInsight;
import org.rnnkit.grader.worker.training.TrainingOutcome;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Subsequences;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.Text;

/** The training with a submission's own nine steps, after all of them have passed. It is the full one or a short one. */
public final class GradedTraining implements Trainer {

    private static final List<String> PREFIXES = List.of("time traveller", "traveller");
    private static final int SAMPLE = 50;

    private final Kit kit;
    private final Sandbox confinement;
    private final StepCompiler compiler;
    private final TrainingPlan plan;
    private final Hyperparameters settings;
    private final PrintStream out;

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
            DiskSpace.require(scratch);
            throw e;
        }
    }

    private Outcome train(Submission submission, Path scratch) {
        CompiledSteps nine = compiler.compileTogether(submission, kit.steps(), scratch);
        if (!nine.problem().isEmpty()) {
            return Outcome.withoutReport("The steps do not compile together: " + nine.problem());
        }
        Text found = plan.text().get();
        out.printf("%n%s with these steps: %s on %s%n", plan.isShort() ? "Short training" : "Training",
                Plural.of(settings.epochs(), "epoch"), found.source());
        out.println(TrainingTime.announcement(settings, Math.min(settings.tokens(), found.characters().length())));
        TrainingProcess run = new TrainingProcess(kit, confinement, scratch, nine.classes(), plan.limit());
        Trained trained;
        EpochClock clock;
        boolean interactive = Terminals.isInteractive();
        try (ConsoleMonitor monitor = new ConsoleMonitor(settings.epochs(), out, interactive)) {
            clock = new EpochClock(monitor);
            trained = run.train(found, TrainingSetup.ofSteps(settings, plan.engine()), null, clock::epochFinished,
                    new LimitedLines(interactive ? monitor::say : out::println));
        }
        TrainingOutcome outcome = trained.outcome();
        if (outcome.failure() != null) {
            return Outcome.withoutReport("Training was not finished: " + outcome.failure().message());
        }
        try {
            return new Outcome(report(outcome, trained.seconds(), clock.medianSeconds(), found), "");
        } catch (IllegalArgumentException e) {
            return Outcome.withoutReport("The result of the training can't be checked: " + e.getMessage());
        }
    }

    /** Makes the report. All figures except the curve are computed here, from the trained parameters. */
    private TrainingReport report(TrainingOutcome outcome, double seconds, double epochSeconds, Text found) {
        if (outcome.epochs().size() != settings.epochs()) {
            throw new IllegalArgumentException("Training.train gave the results of "
                    + Plural.of(outcome.epochs().size(), "epoch") + ", expected " + settings.epochs());
        }
        String characters = found.characters();
        Vocabulary vocabulary = CharacterVocabulary.of(characters);
        int[] tokens = CharacterVocabulary.indices(vocabulary, characters);
        int used = Math.min(settings.tokens(), tokens.length);
        OracleModel model = OracleModel.of(outcome.parameters(), (int) vocabulary.size(), settings.numHiddens());
        double perplexity = model.perplexity(Arrays.copyOf(tokens, used), settings.batchSize(), settings.numSteps());
        if (!Double.isFinite(perplexity)) {
            throw new IllegalArgumentException("the perplexity of the trained parameters is " + perplexity);
        }
        int[] heldOut = Arrays.copyOfRange(tokens, used, Math.min(2 * used, tokens.length));
        boolean heldOutCounts = !plan.isShort() && heldOut.length > settings.batchSize() * settings.numSteps();
        TrainingInsight insight = TrainingInsight.checked(outcome.insight(), settings.epochs(),
                model.excerpt(characters, vocabulary));
        return new TrainingReport(perplexity,
                heldOutCounts ? model.perplexity(heldOut, settings.batchSize(), settings.numSteps()) : null,
                plan.isShort() ? ShortTraining.predict(perplexity) : null,
                trainedTokens(used) / seconds, settings.epochs(), found.source(),
                PREFIXES.stream().map(prefix -> model.write(prefix, SAMPLE, vocabulary)).toList(),
                outcome.epochs().stream().map(EpochResult::perplexity).toList(),
                TrainingRemarks.of(settings, characters, perplexity, outcome.observations(), epochSeconds),
                new TrainingHistory(settings, outcome.epochs(), insight));
    }

    /** Counts the tokens of all epochs together. */
    private double trainedTokens(int length) {
        Subsequences cuts = new Subsequences(length, settings.batchSize(), settings.numSteps(), settings.sampling(),
                settings.seed());
        return IntStream.range(0, settings.epochs()).mapToLong(epoch -> cuts.nextEpoch().size()).sum()
                * (double) settings.batchSize() * settings.numSteps();
    }
}
