package org.rnnkit.learner.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Run;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Variant;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** The process that trains the variants of an experiment. It prints a line after each epoch. */
public final class ExperimentWorker {

    private ExperimentWorker() {}

    /**
     * A request: the trainings to compare.
     *
     * @param seeds the number of runs of each
     * @param epochs the number of epochs of each run
     * @param tokens the beginning of the text as token indices
     * @param vocabSize the number of tokens in the vocabulary of the whole text
     */
    public record ExperimentRequest(List<Variant> variants, int seeds, int epochs, int[] tokens, int vocabSize) {}

    /** The outcome of an experiment. */
    public record ExperimentOutcome(List<List<Run>> runs) {

        /** Tells whether all results of a request are there. The steps' code could send others. */
        public boolean answers(ExperimentRequest request) {
            return runs != null && runs.size() == request.variants().size() && runs.stream().allMatch(ofVariant
                    -> ofVariant != null && ofVariant.size() == request.seeds() && ofVariant.stream().allMatch(run
                    -> run != null && run.perplexities() != null && run.perplexities().length == request.epochs()));
        }
    }

    /** Runs an experiment. */
    public static void main(String[] args) throws Exception {
        StepsWorker.serve(ExperimentRequest.class, ExperimentWorker::outcome);
    }

    private static ExperimentOutcome outcome(ExperimentRequest request, Consumer<String> lines) {
        List<List<Run>> runs = new ArrayList<>();
        for (Variant variant : request.variants()) {
            List<Run> ofVariant = new ArrayList<>();
            for (int seed = 1; seed <= request.seeds(); seed++) {
                try (NDManager manager = NDManager.newBaseManager()) {
                    ofVariant.add(VariantTraining.train(variant, request, seed, manager, () -> lines.accept(variant.label())));
                }
            }
            runs.add(ofVariant);
        }
        return new ExperimentOutcome(runs);
    }

    /** One training of an experiment: step 8's epochs with the settings of a variant. */
    public static final class VariantTraining {

        /** The number of sequences in a minibatch, as in the chapter. */
        public static final int BATCH_SIZE = 32;

        private static final double LEARNING_RATE = 1;

        private VariantTraining() {}

        /** Trains. After a perplexity that is not finite no further epoch is computed, but all are reported as finished. */
        static Run train(Variant variant, ExperimentRequest request, int seed, NDManager manager, Runnable finished) {
            Engine.getInstance().setRandomSeed(seed);
            SequenceDataset dataset = new SequenceDataset(request.tokens(), BATCH_SIZE, variant.numSteps(), variant.sampling(),
                    seed);
            LanguageModel net = variant.builtIn() != null
                    ? new ConciseRnnModel(manager, request.vocabSize(), variant.numHiddens(), variant.builtIn())
                    : new RnnModelScratch(manager, request.vocabSize(), variant.numHiddens(), RnnParameters::initialize,
                            HiddenState::initialize, RnnForward::forward);
            // Step 8 always clips. To train without clipping, the loss is made a million times smaller, so that no gradient's
            // norm reaches the limit; the learning rate makes up for it.
            double lossScale = variant.clipped() ? 1 : 0x1p-20;
            Loss loss = new ScaledLoss(Loss.softmaxCrossEntropyLoss(), (float) lossScale);
            Updater updater = Updaters.sgd((float) (LEARNING_RATE / lossScale));
            double[] perplexities = new double[request.epochs()];
            long start = System.nanoTime();
            for (int epoch = 0; epoch < perplexities.length; epoch++) {
                boolean diverged = epoch > 0 && !Double.isFinite(perplexities[epoch - 1]);
                // exp(s L) to the power of 1/s is exp(L)
                perplexities[epoch] = diverged ? Double.NaN : Math.pow(EpochTraining.trainEpoch(net, dataset.getData(manager),
                        loss, updater, dataset.sampling()).perplexity(), 1 / lossScale);
                finished.run();
            }
            return new Run(perplexities, (System.nanoTime() - start) / 1e9);
        }

        /**
         * One of the trainings that an experiment compares.
         *
         * @param label a few words that tell it from the others
         * @param numHiddens the number of hidden units
         * @param numSteps the length of a subsequence
         * @param sampling how minibatches follow each other
         * @param builtIn the activation of DJL's own block, used instead of steps 1 to 5; null to use the steps
         * @param clipped whether gradients are clipped at 1
         */
        public record Variant(String label, int numHiddens, int numSteps, Sampling sampling, RNN.Activation builtIn,
                boolean clipped) {

            /** Tells whether this training is another one with, or without, clipping. */
            public boolean differsInClippingOnly(Variant other) {
                return clipped != other.clipped && other.equals(
                        new Variant(other.label, numHiddens, numSteps, sampling, builtIn, other.clipped));
            }
        }

        /** A loss multiplied by a constant, which multiplies its gradients, too. */
        static final class ScaledLoss extends Loss {

            private final Loss loss;
            private final float scale;

            ScaledLoss(Loss loss, float scale) {
                super(loss.getName() + " times " + scale);
                this.loss = loss;
                this.scale = scale;
            }

            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                // The constant is an array: operations with a Java number are unsafe inside a gradient collector.
                return loss.evaluate(labels, predictions).mul(labels.head().getManager().create(scale));
            }
        }

        /**
         * The result of one training.
         *
         * @param perplexities the perplexity of each epoch; NaN or infinite where the training diverged
         * @param seconds the time of all epochs
         */
        public record Run(double[] perplexities, double seconds) {

            /** Returns the perplexity at the end. */
            public double end() {
                return perplexities[perplexities.length - 1];
            }
        }
    }
}
