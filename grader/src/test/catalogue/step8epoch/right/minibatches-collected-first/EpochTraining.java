// style: All minibatches are taken before the first is trained on; the losses are weighted at the end.
package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
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
        long start = System.currentTimeMillis();
        List<Batch> all = new ArrayList<>();
        batches.forEach(all::add);
        List<Double> losses = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<NDArray> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Batch batch = all.get(i);
            sizes.add(batch.getSize() * (int) batch.getData().head().getShape().get(1));
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDList state = i > 0 && sampling == Sampling.SEQUENTIAL ? new NDList(kept)
                        : net.beginState(batch.getManager(), batch.getSize());
                NDList labels = new NDList(batch.getLabels().head().swapAxes(0, 1).flatten());
                GradientCollector collector = Engine.getInstance().newGradientCollector();
                NDList after;
                try {
                    RnnOutput output = net.forward(batch.getData().head(), state);
                    NDArray value = loss.evaluate(labels, new NDList(output.logits()));
                    collector.backward(value);
                    losses.add((double) value.toFloatArray()[0]);
                    after = output.state();
                } finally {
                    collector.close();
                }
                GradientClipping.clip(net.parameters(), 1);
                List<NDArray> next = after.stream().map(array -> array.stopGradient().duplicate()).toList();
                next.forEach(NDArray::detach);
                next.forEach(NDScope::unregister);
                kept.forEach(NDArray::close);
                kept = new ArrayList<>(next);
            }
            updater.update(net.parameters());
            batch.close();
        }
        kept.forEach(NDArray::close);
        long tokens = sizes.stream().mapToLong(size -> size).sum();
        double mean = 0;
        for (int i = 0; i < losses.size(); i++) {
            mean += losses.get(i) * sizes.get(i) / tokens;
        }
        return new EpochResult(Math.exp(mean), tokens, (System.currentTimeMillis() - start) / 1e3);
    }
}
