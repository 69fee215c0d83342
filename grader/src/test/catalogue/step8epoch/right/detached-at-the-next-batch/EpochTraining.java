// style: The state is detached when the next minibatch begins; one record holds what goes on.
package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.stream.Collectors;
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
        Sums sums = new Sums(0, 0, null);
        for (Batch batch : batches) {
            Sums before = sampling == Sampling.SEQUENTIAL ? sums : new Sums(sums.loss, sums.tokens, null);
            sums = step(net, batch, loss, before);
            updater.update(net.parameters());
            if (before.state != null) {
                before.state.close();
            }
            if (sampling == Sampling.RANDOM) {
                sums.state.close();
            }
            batch.close();
        }
        if (sampling == Sampling.SEQUENTIAL && sums.state != null) {
            sums.state.close();
        }
        long nanos = System.nanoTime() - start;
        return new EpochResult(Math.exp(sums.loss / sums.tokens), sums.tokens, nanos / 1e9);
    }

    private record Sums(double loss, long tokens, NDList state) {}

    private static Sums step(LanguageModel net, Batch batch, Loss loss, Sums before) {
        NDArray tokens = batch.getData().head();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = before.state == null
                    ? net.beginState(batch.getManager(), (int) tokens.getShape().get(0))
                    : before.state.stream().map(NDArray::stopGradient)
                            .collect(Collectors.toCollection(NDList::new));
            NDList labels = new NDList(batch.getLabels().head().transpose().flatten());
            RnnOutput output;
            double mean;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                output = net.forward(tokens, state);
                NDArray value = loss.evaluate(labels, new NDList(output.logits()));
                collector.backward(value);
                mean = value.getFloat();
            }
            GradientClipping.clip(net.parameters(), 1);
            NDList after = new NDList(output.state());
            after.detach();
            NDScope.unregister(after);
            return new Sums(before.loss + mean * tokens.size(), before.tokens + tokens.size(), after);
        }
    }
}
