// style: Between minibatches the state lives in Java arrays; explicit iterator, try and finally.
package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.Iterator;
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
        long start = System.nanoTime();
        Carry carry = new Carry();
        Iterator<Batch> iterator = batches.iterator();
        while (iterator.hasNext()) {
            Batch batch = iterator.next();
            NDScope scope = new NDScope();
            scope.suppressNotUsedWarning();
            try {
                if (sampling == Sampling.RANDOM) {
                    carry.values = null;
                }
                one(net, batch, loss, carry);
            } finally {
                scope.close();
            }
            try {
                updater.update(net.parameters());
            } finally {
                batch.close();
            }
        }
        double perplexity = Math.exp(carry.loss / carry.tokens);
        return new EpochResult(perplexity, carry.tokens, 1e-9 * (System.nanoTime() - start));
    }

    private static final class Carry {
        private List<float[]> values;
        private double loss;
        private long tokens;
    }

    private static void one(LanguageModel net, Batch batch, Loss loss, Carry carry) {
        NDArray tokens = batch.getData().head();
        NDArray labels = batch.getLabels().head().transpose().reshape(tokens.size());
        NDList begin = net.beginState(batch.getManager(), (int) tokens.getShape().get(0));
        NDList state = new NDList();
        for (int i = 0; i < begin.size(); i++) {
            state.add(carry.values == null ? begin.get(i)
                    : batch.getManager().create(carry.values.get(i), begin.get(i).getShape()));
        }
        NDArray mean;
        RnnOutput output;
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            output = net.forward(tokens, state);
            mean = loss.evaluate(new NDList(labels), new NDList(output.logits()));
            collector.backward(mean);
        }
        GradientClipping.clip(net.parameters(), 1);
        carry.values = output.state().stream().map(NDArray::toFloatArray).toList();
        carry.loss += (double) mean.getFloat() * tokens.size();
        carry.tokens += tokens.size();
    }
}
