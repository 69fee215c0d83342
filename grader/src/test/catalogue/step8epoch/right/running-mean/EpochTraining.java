// style: The mean loss is kept up to date after each minibatch; the loop is a stream.
package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.stream.StreamSupport;
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
        Epoch epoch = new Epoch(net, loss, updater, sampling);
        long start = System.nanoTime();
        StreamSupport.stream(batches.spliterator(), false).forEachOrdered(epoch::train);
        epoch.state.close();
        return new EpochResult(Math.exp(epoch.mean), epoch.tokens, (System.nanoTime() - start) * 1e-9);
    }

    private static final class Epoch {
        private final LanguageModel net;
        private final Loss loss;
        private final Updater updater;
        private final Sampling sampling;
        private double mean;
        private long tokens;
        private NDList state = new NDList();

        Epoch(LanguageModel net, Loss loss, Updater updater, Sampling sampling) {
            this.net = net;
            this.loss = loss;
            this.updater = updater;
            this.sampling = sampling;
        }

        void train(Batch batch) {
            NDScope scope = new NDScope();
            scope.suppressNotUsedWarning();
            NDArray data = batch.getData().get(0);
            long size = data.size();
            RnnOutput output;
            NDArray value;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                output = net.forward(data, state.isEmpty() ? net.beginState(batch.getManager(), (int) data.size(0)) : state);
                NDArray labels = batch.getLabels().get(0).transpose(1, 0).reshape(size);
                value = loss.evaluate(new NDList(labels), new NDList(output.logits()));
                collector.backward(value);
            }
            GradientClipping.clip(net.parameters(), 1);
            tokens += size;
            mean += (value.getFloat() - mean) * size / tokens;
            NDList next = new NDList();
            if (sampling == Sampling.SEQUENTIAL) {
                output.state().forEach(array -> next.add(array.stopGradient()));
            }
            next.detach();
            NDScope.unregister(next);
            state.close();
            state = next;
            scope.close();
            updater.update(net.parameters());
            batch.close();
        }
    }
}
