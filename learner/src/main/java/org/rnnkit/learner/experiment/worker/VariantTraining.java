package org.rnnkit.learner.experiment.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import org.rnnkit.learner.experiment.worker.ExperimentOutcome.Run;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** One training of an experiment: step 8's epochs with the settings of a variant. */
public final class VariantTraining {

    /** The number of sequences in a minibatch, as in the chapter. */
    public static final int BATCH_SIZE = 32;

    private static final double LEARNING_RATE = 1;

    private final NDManager manager;
    private final SequenceDataset dataset;
    private final LanguageModel net;
    private final double lossScale;
    private final Loss loss;
    private final Updater updater;

    VariantTraining(Variant variant, int[] tokens, int vocabSize, int seed, NDManager manager) {
        this.manager = manager;
        Engine.getInstance().setRandomSeed(seed);
        dataset = new SequenceDataset(tokens, BATCH_SIZE, variant.numSteps(), variant.sampling(), seed);
        net = variant.builtIn() != null ? new ConciseRnnModel(manager, vocabSize, variant.numHiddens(), variant.builtIn())
                : new RnnModelScratch(manager, vocabSize, variant.numHiddens(), RnnParameters::initialize,
                        HiddenState::initialize, RnnForward::forward);
        // Step 8 always clips. To train without clipping, the loss is made a million times smaller, so that no gradient's
        // norm reaches the limit; the learning rate makes up for it.
        lossScale = variant.clipped() ? 1 : 0x1p-20;
        loss = new ScaledLoss(Loss.softmaxCrossEntropyLoss(), (float) lossScale);
        updater = Updaters.sgd((float) (LEARNING_RATE / lossScale));
    }

    /** Trains. After a perplexity that is not finite no further epoch is computed, but all are reported as finished. */
    Run train(int epochs, Runnable finished) {
        double[] perplexities = new double[epochs];
        long start = System.nanoTime();
        for (int epoch = 0; epoch < epochs; epoch++) {
            boolean diverged = epoch > 0 && !Double.isFinite(perplexities[epoch - 1]);
            perplexities[epoch] = diverged ? Double.NaN : epoch();
            finished.run();
        }
        return new Run(perplexities, (System.nanoTime() - start) / 1e9);
    }

    private double epoch() {
        double scaled = EpochTraining.trainEpoch(net, dataset.getData(manager), loss, updater, dataset.sampling())
                .perplexity();
        return Math.pow(scaled, 1 / lossScale); // exp(s L) to the power of 1/s is exp(L)
    }
}
