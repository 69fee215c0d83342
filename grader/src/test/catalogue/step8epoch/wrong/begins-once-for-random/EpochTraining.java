// slip: Makes the begin state only for the first minibatch and uses it again for the others with random sampling, though it was closed with the first one.
// message: With random sampling, begin each minibatch with net.beginState
// counts: named
package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
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
     * @param batches minibatches of tokens and labels, each one [batchSize, numSteps] array; each is
     *     closed after its update
     * @param loss computes the mean loss per token from labels and logits
     * @param updater changes the parameters by their gradients, which are first clipped to a norm of 1
     * @param sampling whether each minibatch continues the one before (sequential) or not (random)
     * @return perplexity (exp of the mean loss per token), number of tokens and wall time
     */
    public static EpochResult trainEpoch(LanguageModel net, Iterable<Batch> batches, Loss loss,
            Updater updater, Sampling sampling) {
        long start = System.nanoTime();
        double totalLoss = 0;
        long numTokens = 0;
        NDList state = null;
        NDList kept = new NDList();
        for (Batch batch : batches) {
            try (batch) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray tokens = batch.getData().singletonOrThrow();
                    NDArray labels = batch.getLabels().singletonOrThrow().transpose().flatten();
                    if (state == null) { // zeros
                        state = net.beginState(batch.getManager(), (int) tokens.getShape().get(0));
                    }
                    NDArray meanLoss;
                    RnnOutput output;
                    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                        output = net.forward(tokens, state);
                        meanLoss = loss.evaluate(new NDList(labels), new NDList(output.logits()));
                        collector.backward(meanLoss);
                    }
                    GradientClipping.clip(net.parameters(), 1);
                    totalLoss += meanLoss.getFloat() * labels.size();
                    numTokens += labels.size();
                    if (sampling == Sampling.SEQUENTIAL) {
                        NDList next = new NDList();
                        for (NDArray array : output.state()) {
                            next.add(array.stopGradient());
                        }
                        next.detach();
                        NDScope.unregister(next);
                        kept.close();
                        kept = next;
                        state = next;
                    }
                }
                updater.update(net.parameters());
            }
        }
        kept.close();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new EpochResult(Math.exp(totalLoss / numTokens), numTokens, seconds);
    }
}
