package org.rnnkit.step8epoch;

import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;

/** Step 8: one epoch of training, once through the text. */
public final class EpochTraining {

    private EpochTraining() {}

    /**
     * Trains on every minibatch once. With sequential sampling the state is kept from one minibatch to
     * the next, detached from the graph that made it; with random sampling each minibatch begins with a new
     * state.
     *
     * @param net the model to train; no array is left on its manager
     * @param batches up to 200 minibatches of tokens and labels, each one [batchSize, numSteps] array, up to
     *     [128, 100]; with RANDOM, a minibatch of the tests may have fewer rows; each is closed after its update
     * @param loss computes the mean loss per token from labels and logits (labels first; logits, not
     *     probabilities; inside the collector); a mean counts for all its tokens: add loss · tokens
     * @param updater changes the parameters by their gradients, which are first clipped to a norm of 1
     * @param sampling whether each minibatch continues the one before (sequential) or not (random)
     * @return perplexity (exp of the mean loss per token), number of tokens and wall time: seconds from two calls
     *     of System.nanoTime(), divided by 1e9
     */
    public static EpochResult trainEpoch(LanguageModel net, Iterable<Batch> batches, Loss loss,
            Updater updater, Sampling sampling) {
        // TODO step 8: replace this line and the next by your code.
        throw new NotImplementedYet(EpochTraining.class);
    }
}
