package org.rnnkit.learner.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updaters;

/**
 * A training of a model that needs no step after the fifth. Each minibatch is small, so that few epochs have many updates,
 * and begins with a state of zeros.
 */
public final class SmallTraining {

    /** The number of sequences in a minibatch. */
    public static final int BATCH_SIZE = 8;
    /** The number of characters in a sequence. */
    public static final int NUM_STEPS = 35;
    /**
     * The learning rate. It is so large that the recurrent network's training explodes without clipping, with each of the
     * seeds 1, 2 and 3.
     */
    public static final double LEARNING_RATE = 6;
    /** The largest norm θ of clipped gradients. */
    public static final double CLIPPED_AT = 0.25;

    private static final int SEED = 1;

    private final LanguageModel net;
    private final boolean clipped;
    private final NDManager manager;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private int updates;
    private int longGradients;
    private double largestNorm;
    private double epochLoss;
    private int epochUpdates;

    SmallTraining(LanguageModel net, boolean clipped, NDManager manager) {
        this.net = net;
        this.clipped = clipped;
        this.manager = manager;
    }

    /** Trains. After a loss that is not finite no further epoch is computed, but all are reported as finished. */
    SmallTrainingResult train(int[] tokens, int epochs, Runnable finished) {
        SequenceDataset dataset = new SequenceDataset(tokens, BATCH_SIZE, NUM_STEPS, Sampling.RANDOM, SEED);
        for (int epoch = 0; epoch < epochs; epoch++) {
            if (Double.isFinite(epochLoss)) {
                epochLoss = 0;
                epochUpdates = 0;
                dataset.getData(manager).forEach(this::update);
            }
            finished.run();
        }
        return new SmallTrainingResult(Math.exp(epochLoss / epochUpdates), updates, longGradients, largestNorm);
    }

    private void update(Batch batch) {
        try (batch; NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            double mean = backward(batch.getData().get(0), batch.getLabels().get(0));
            double norm = norm(net.parameters());
            // Clipping makes the gradients shorter; a smaller learning rate makes the same step.
            double rate = clipped && norm > CLIPPED_AT ? LEARNING_RATE * CLIPPED_AT / norm : LEARNING_RATE;
            Updaters.sgd((float) rate).update(net.parameters());
            epochLoss += mean;
            epochUpdates++;
            updates++;
            longGradients += norm > CLIPPED_AT ? 1 : 0;
            largestNorm = Math.max(largestNorm, norm);
        }
    }

    private double backward(NDArray tokens, NDArray labels) {
        NDList state = net.beginState(tokens.getManager(), (int) tokens.getShape().get(0));
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDList logits = new NDList(net.forward(tokens, state).logits());
            NDArray mean = loss.evaluate(new NDList(labels.transpose().flatten()), logits);
            collector.backward(mean);
            return mean.getFloat();
        }
    }

    private static double norm(NDList parameters) {
        double squares = 0;
        for (NDArray parameter : parameters) {
            squares += Math.pow(parameter.getGradient().norm().getFloat(), 2);
        }
        return Math.sqrt(squares);
    }

    /**
     * The result of a training of the worker.
     *
     * @param perplexity the perplexity of the last epoch; NaN or infinite if the training diverged
     * @param updates the number of updates
     * @param longGradients the number of updates whose gradients were longer than {@link SmallTraining#CLIPPED_AT}
     * @param largestNorm the largest norm of the gradients
     */
    public record SmallTrainingResult(double perplexity, int updates, int longGradients, double largestNorm) {}
}
