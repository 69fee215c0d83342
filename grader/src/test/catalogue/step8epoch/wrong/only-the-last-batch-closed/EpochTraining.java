// slip: Only the last minibatch is closed, after the loop.
// message: stayed open: close each, or its arrays stay in memory
// counts: named
// results: right
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

public final class EpochTraining {

    private EpochTraining() {}

    public static EpochResult trainEpoch(LanguageModel net, Iterable<Batch> batches, Loss loss,
            Updater updater, Sampling sampling) {
        long start = System.nanoTime();
        double totalLoss = 0;
        long numTokens = 0;
        NDList kept = null;
        Batch last = null;
        for (Batch batch : batches) {
            last = batch;
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray tokens = batch.getData().head();
                NDArray labels = batch.getLabels().head().transpose().flatten();
                int batchSize = (int) tokens.getShape().get(0);
                NDList state = kept != null ? kept : net.beginState(batch.getManager(), batchSize);
                NDArray meanLoss;
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    RnnOutput output = net.forward(tokens, state);
                    meanLoss = loss.evaluate(new NDList(labels), new NDList(output.logits()));
                    collector.backward(meanLoss);
                    state = output.state();
                }
                GradientClipping.clip(net.parameters(), 1);
                updater.update(net.parameters());
                totalLoss += meanLoss.getFloat() * labels.size();
                numTokens += labels.size();
                if (sampling == Sampling.SEQUENTIAL) {
                    NDList values = new NDList();
                    for (NDArray array : state) {
                        values.add(array.stopGradient());
                    }
                    values.detach();
                    NDScope.unregister(values);
                    if (kept != null) {
                        kept.close();
                    }
                    kept = values;
                }
            }
        }
        if (last != null) {
            last.close();
        }
        if (kept != null) {
            kept.close();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new EpochResult(Math.exp(totalLoss / numTokens), numTokens, seconds);
    }
}
