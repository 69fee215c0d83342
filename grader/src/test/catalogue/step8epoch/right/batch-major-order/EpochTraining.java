// style: Labels stay row by row; the logits are brought into the same order instead.
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
        double weighted = 0;
        long numTokens = 0;
        NDList kept = new NDList();
        for (Batch batch : batches) {
            try (batch) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray tokens = batch.getData().singletonOrThrow();
                    NDArray labels = batch.getLabels().singletonOrThrow();
                    long batchSize = tokens.getShape().get(0);
                    long numSteps = tokens.getShape().get(1);
                    NDList state = kept.isEmpty() ? net.beginState(batch.getManager(), (int) batchSize) : kept;
                    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                        RnnOutput output = net.forward(tokens, state);
                        NDArray logits = output.logits().reshape(numSteps, batchSize, -1).transpose(1, 0, 2)
                                .reshape(batchSize * numSteps, -1);
                        NDArray mean = loss.evaluate(new NDList(labels.flatten()), new NDList(logits));
                        collector.backward(mean);
                        state = output.state();
                        weighted += mean.getFloat() * (batchSize * numSteps);
                    }
                    GradientClipping.clip(net.parameters(), 1);
                    numTokens += batchSize * numSteps;
                    NDList next = new NDList();
                    if (sampling != Sampling.RANDOM) {
                        for (NDArray array : state) {
                            NDArray copy = array.stopGradient().duplicate();
                            copy.detach();
                            NDScope.unregister(copy);
                            next.add(copy);
                        }
                    }
                    kept.close();
                    kept = next;
                }
                updater.update(net.parameters());
            }
        }
        kept.close();
        return new EpochResult(Math.exp(weighted / numTokens), numTokens,
                (System.nanoTime() - start) / 1e9);
    }
}
