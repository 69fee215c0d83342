// style: The clock counts milliseconds, and not those that the tests count.
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

/** Step 8: once through the text. */
public final class EpochTraining {

    private EpochTraining() {}

    /**
     * Trains on every minibatch once. With sequential sampling the state is kept from one minibatch to
     * the next, detached from the graph that made it; with random sampling each minibatch begins anew.
     *
     * @param net the model to train
     * @param batches minibatches of tokens and labels, each one [batchSize, numSteps] array; each is
     *     closed when it is done with
     * @param loss takes labels and logits and gives the mean loss per token
     * @param updater changes the parameters by their gradients, which are clipped to a norm of 1 before
     * @param sampling whether a minibatch goes on where the one before ended
     * @return perplexity (exp of the mean loss per token), number of tokens and wall time
     */
    public static EpochResult trainEpoch(LanguageModel net, Iterable<Batch> batches, Loss loss,
            Updater updater, Sampling sampling) {
        long start = System.currentTimeMillis();
        double totalLoss = 0;
        long numTokens = 0;
        NDList kept = null;
        for (Batch batch : batches) {
            try (batch) {
                // The scope closes every array made in it, whichever manager it belongs to.
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray tokens = batch.getData().singletonOrThrow();
                    NDArray labels = batch.getLabels().singletonOrThrow().transpose().flatten(); // time-major
                    NDList state = kept;
                    if (state == null) {
                        state = net.beginState(batch.getManager(), (int) tokens.getShape().get(0));
                    }

                    NDArray meanLoss;
                    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                        RnnOutput output = net.forward(tokens, state);
                        meanLoss = loss.evaluate(new NDList(labels), new NDList(output.logits()));
                        collector.backward(meanLoss);
                        state = output.state();
                    }
                    GradientClipping.clip(net.parameters(), 1);

                    totalLoss += meanLoss.getFloat() * labels.size();
                    numTokens += labels.size();
                    if (sampling == Sampling.SEQUENTIAL) {
                        kept = keep(state, kept);
                    }
                }
                updater.update(net.parameters()); // what an updater keeps for itself is not the scope's to close
            }
        }
        if (kept != null) {
            kept.close();
        }
        double seconds = (System.currentTimeMillis() - start) / 1000.0;
        return new EpochResult(Math.exp(totalLoss / numTokens), numTokens, seconds);
    }

    /** The state's values without the graph behind them, for the next minibatch; ends the one kept so far. */
    private static NDList keep(NDList state, NDList kept) {
        NDList values = new NDList();
        for (NDArray array : state) {
            values.add(array.stopGradient());
        }
        values.detach(); // from the batch's manager
        NDScope.unregister(values);
        if (kept != null) {
            kept.close();
        }
        return values;
    }
}
