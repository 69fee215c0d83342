// style: Each minibatch hands sums and state on to the next by a call of the method itself.
package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.Iterator;
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
        Sums sums = rest(batches.iterator(), new Sums(0, 0), new NDList(), net, loss, updater, sampling);
        return new EpochResult(Math.exp(sums.loss / sums.tokens), sums.tokens, (System.nanoTime() - start) / 1e9);
    }

    private record Sums(double loss, long tokens) {}

    private static Sums rest(Iterator<Batch> batches, Sums before, NDList kept, LanguageModel net, Loss loss,
            Updater updater, Sampling sampling) {
        if (!batches.hasNext()) {
            kept.close();
            return before;
        }
        Batch batch = batches.next();
        NDList next = new NDList();
        Sums sums;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray labels = batch.getLabels().get(0).transpose().reshape(-1);
            NDList begin = kept.isEmpty() ? net.beginState(batch.getManager(), batch.getSize()) : kept;
            NDList after;
            NDArray value;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                RnnOutput output = net.forward(batch.getData().get(0), begin);
                value = loss.evaluate(new NDList(labels), new NDList(output.logits()));
                collector.backward(value);
                after = output.state();
            }
            GradientClipping.clip(net.parameters(), 1f);
            sums = new Sums(before.loss + labels.size() * (double) value.getFloat(), before.tokens + labels.size());
            if (sampling == Sampling.SEQUENTIAL) {
                after.forEach(array -> next.add(array.stopGradient()));
                next.detach();
                NDScope.unregister(next);
            }
        }
        kept.close();
        updater.update(net.parameters());
        batch.close();
        return rest(batches, sums, next, net, loss, updater, sampling);
    }
}
