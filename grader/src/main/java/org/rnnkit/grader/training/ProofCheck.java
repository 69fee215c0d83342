package org.rnnkit.grader.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.TrainingReport.Proof;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.training.GradedTraining.TrainingPlan;
import org.rnnkit.grader.worker.probe.ProbePayload.Tensor;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.grader.worker.training.TrainingSetup.FirstParameters;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.toolkit.EpochResult;

/**
 * The comparison of a submission's first epochs with the reference's. Both begin with the same parameters and have the same
 * minibatches, so the trained parameters of right solutions differ by rounding only.
 */
public final class ProofCheck {

    /** The number of epochs. A third one made rounding ten times larger with some seeds, and told no further mistake apart. */
    static final int EPOCHS = 2;

    /**
     * The largest difference of the parameters that passes: the distance from the reference's, divided by the way that these
     * have moved. It is 15 times the largest that rounding made (3.2e-5) and less than half of the smallest that a mistake
     * made (1.2e-3, a first state of random numbers of about 0.01). ProofBandTest has the derivation.
     */
    static final double ALLOWED = 0.0005;

    /** The largest difference of a reported perplexity that passes, as a fraction of the right one. */
    static final double ALLOWED_OF_PERPLEXITY = 0.001;

    private static final int PERCENT = 100;

    private final TrainingAnswer reference;
    private final float[][] start;

    /** Makes the comparison with the reference's training. */
    public ProofCheck(TrainingAnswer reference, Hyperparameters settings) {
        this.reference = reference;
        long vocabSize = reference.parameters().arrays().get("parameters 0").shape()[0];
        this.start = FirstParameters.draw(settings.seed(), (int) vocabSize, settings.numHiddens());
    }

    /** Returns the hyperparameters of the full training, with a few epochs. */
    public static Hyperparameters settings(int seed) {
        return Hyperparameters.ofChapter(EPOCHS, seed);
    }

    /**
     * Compares a training with the reference's.
     *
     * @param trained a training whose parameters have the right shapes and whose epochs have the right number
     */
    public Proof compare(TrainingAnswer trained) {
        double difference = difference(trained.parameters().arrays(), reference.parameters().arrays());
        String reason = difference <= ALLOWED ? reportedReason(trained.epochs(), reference.epochs())
                : String.format(Locale.ROOT, "After %s from the same start and with the same minibatches, the parameters are "
                        + "%.3g %% away from the reference's. Rounding explains at most %s %%.",
                        Plural.of(reference.epochs().size(), "epoch"), PERCENT * difference, PERCENT * ALLOWED);
        return new Proof(reason.isEmpty(), difference, ALLOWED, reason);
    }

    /** Returns the distance between two models' parameters, as a fraction of the way from the start to the second ones. */
    private double difference(Map<String, Tensor> some, Map<String, Tensor> others) {
        double apart = 0;
        double moved = 0;
        for (int i = 0; i < start.length; i++) {
            float[] values = some.get("parameters " + i).values();
            float[] expected = others.get("parameters " + i).values();
            for (int j = 0; j < expected.length; j++) {
                apart += square(values[j] - expected[j]);
                moved += square(expected[j] - start[i][j]);
            }
        }
        return Math.sqrt(apart / moved);
    }

    private static double square(double value) {
        return value * value;
    }

    /** Compares the perplexities that step 8 has reported. They prove nothing about the training, but they must be right. */
    private static String reportedReason(List<EpochResult> reported, List<EpochResult> expected) {
        for (int i = 0; i < expected.size(); i++) {
            double right = expected.get(i).perplexity();
            double perplexity = reported.get(i).perplexity();
            if (!(Math.abs(perplexity / right - 1) <= ALLOWED_OF_PERPLEXITY)) {
                return String.format(Locale.ROOT, "The parameters are the reference's, but step 8 reported a perplexity of "
                        + "%.3f for epoch %d. It was %.3f.", perplexity, i + 1, right);
            }
        }
        return "";
    }

    /**
     * The reference's training for a proof. It runs once, beside the first submission's training, and serves all submissions of
     * a grading. If it fails, the next submission starts it again.
     */
    static final class ReferenceTraining {

        private final Supplier<TrainingAnswer> training;
        private CompletableFuture<TrainingAnswer> answer;

        /** Makes a training, without starting it. */
        ReferenceTraining(Supplier<TrainingAnswer> training) {
            this.training = training;
        }

        /** Makes a training of the kit's reference, in a process of its own. */
        static ReferenceTraining of(Kit kit, Sandbox sandbox, TrainingPlan plan) {
            return new ReferenceTraining(() -> {
                try (Scratch scratch = new Scratch()) {
                    Path classes = StepCompiler.compileOwn(kit, new Intake(kit).take(Layout.SOLUTIONS), scratch.folder())
                            .requireClasses();
                    TrainingAnswer trained = new TrainingProcess(kit, sandbox, scratch.folder(), classes, plan.limit())
                            .train(plan.text().get(), TrainingSetup.ofProof(plan.settings(), plan.engine()), null,
                                    (epoch, result) -> { }, line -> { }).answer();
                    if (trained.failure() != null) {
                        throw new GraderException("The reference's training failed: " + trained.failure().message());
                    }
                    return trained;
                }
            });
        }

        /** Starts the training, unless it runs or has finished. */
        synchronized CompletableFuture<TrainingAnswer> start() {
            if (answer == null || answer.isCompletedExceptionally()) {
                answer = CompletableFuture.supplyAsync(training, ReferenceTraining::runInBackground);
            }
            return answer;
        }

        private static void runInBackground(Runnable task) {
            Thread thread = new Thread(task, "reference training");
            thread.setDaemon(true);
            thread.start();
        }

        /**
         * Waits for a training that was started.
         *
         * @throws GraderException if it failed
         */
        static TrainingAnswer await(CompletableFuture<TrainingAnswer> started) {
            return GraderException.await(started, "The reference's training failed");
        }
    }
}
