// style: The kept state moves from each minibatch to the manager of the next one, which closes it.
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
        double nats = 0;
        long tokens = 0;
        Iterator<Batch> turn = batches.iterator();
        Batch batch = turn.hasNext() ? turn.next() : null;
        NDList state = null;
        while (batch != null) {
            Batch following = turn.hasNext() ? turn.next() : null;
            NDArray data = batch.getData().singletonOrThrow();
            if (state == null || sampling == Sampling.RANDOM) {
                state = net.beginState(batch.getManager(), (int) data.getShape().head());
            }
            NDList after = new NDList();
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray labels = batch.getLabels().singletonOrThrow().transpose().flatten();
                RnnOutput output;
                NDArray mean;
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    output = net.forward(data, state);
                    mean = loss.evaluate(new NDList(labels), new NDList(output.logits()));
                    collector.backward(mean);
                }
                GradientClipping.clip(net.parameters(), 1);
                nats += labels.size() * mean.getFloat();
                tokens += labels.size();
                if (following != null && sampling == Sampling.SEQUENTIAL) {
                    for (NDArray array : output.state()) {
                        NDArray values = array.stopGradient();
                        values.attach(following.getManager());
                        NDScope.unregister(values);
                        after.add(values);
                    }
                }
            }
            updater.update(net.parameters());
            batch.close();
            batch = following;
            state = after;
        }
        return new EpochResult(Math.exp(nats / tokens), tokens, (System.nanoTime() - start) / 1e9);
    }
}
