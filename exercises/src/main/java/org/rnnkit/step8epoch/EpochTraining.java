package org.rnnkit.step8epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
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
        long start = System.nanoTime();
        double totalLoss = 0;
        long numTokens = 0;
        NDList kept = new NDList(); // empty: the next minibatch begins with a new state
        for (Batch batch : batches) {
            // At the end of this block, the scope closes every array made in it, then the batch closes its own.
            try (batch; NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray tokens = batch.getData().singletonOrThrow();
                NDList state = kept;
                if (state.isEmpty()) {
                    state = net.beginState(batch.getManager(), (int) tokens.getShape().get(0));
                }

                // TODO step 8: replace this line and the next by your code.
                NotImplementedYet.raise(EpochTraining.class);
                // Your code ends here.

                if (sampling == Sampling.SEQUENTIAL) {
                    kept = keep(state, kept);
                }
            }
        }
        kept.close();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new EpochResult(Math.exp(totalLoss / numTokens), numTokens, seconds);
    }

    /** Returns the state detached from its graph, for the next minibatch, and closes the state kept so far. */
    private static NDList keep(NDList state, NDList kept) {
        NDList values = new NDList();
        for (NDArray array : state) {
            values.add(array.stopGradient()); // cuts the graph
        }
        values.detach(); // from the batch's manager, which closes its arrays
        NDScope.unregister(values); // or the scope would close them
        kept.close();
        return values;
    }
}
