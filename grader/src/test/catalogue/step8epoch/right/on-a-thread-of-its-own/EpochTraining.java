// style: The epoch runs on another thread, which the caller waits for.
package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(() -> train(net, batches, loss, updater, sampling == Sampling.SEQUENTIAL)).get();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            thread.shutdown();
        }
    }

    private static EpochResult train(LanguageModel net, Iterable<Batch> batches, Loss loss, Updater updater,
            boolean sequential) {
        long start = System.nanoTime();
        double sum = 0;
        long tokens = 0;
        NDList kept = new NDList();
        for (Batch batch : batches) {
            try (batch) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray data = batch.getData().head();
                    NDArray labels = batch.getLabels().head().transpose().flatten();
                    NDList state = kept.isEmpty() ? net.beginState(batch.getManager(), (int) data.size(0)) : kept;
                    NDArray mean;
                    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                        RnnOutput output = net.forward(data, state);
                        mean = loss.evaluate(new NDList(labels), new NDList(output.logits()));
                        collector.backward(mean);
                        state = output.state();
                    }
                    GradientClipping.clip(net.parameters(), 1);
                    sum += mean.getFloat() * labels.size();
                    tokens += labels.size();
                    NDList next = new NDList();
                    if (sequential) {
                        state.forEach(array -> next.add(array.stopGradient()));
                        next.detach();
                        NDScope.unregister(next);
                    }
                    kept.close();
                    kept = next;
                }
                updater.update(net.parameters());
            }
        }
        kept.close();
        return new EpochResult(Math.exp(sum / tokens), tokens, (System.nanoTime() - start) / 1e9);
    }
}
