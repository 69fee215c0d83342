package org.rnnkit.grader.worker.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;

/**
 * A timer for one minibatch, forward and backward, with the steps' model but without steps 7 to 9. It measures about ten
 * times, spread over the training, so that a busy machine slows both down alike. It leaves the parameters as they are.
 */
final class MinibatchTimer {

    private static final int MEASUREMENTS = 10;

    private final LanguageModel net;
    private final SequenceDataset dataset;
    private final NDManager manager;
    private final int every;
    private final List<Double> seconds = new ArrayList<>();

    /** Makes a timer. The dataset is not the one that the steps get, which would give them other minibatches then. */
    MinibatchTimer(LanguageModel net, SequenceDataset dataset, NDManager manager, int numEpochs) {
        this.net = net;
        this.dataset = dataset;
        this.manager = manager;
        this.every = Math.max(1, numEpochs / MEASUREMENTS);
    }

    /** Measures after some of the epochs. If a measurement fails, it is left out. */
    void epochFinished(int epoch) {
        if (epoch % every == 0 && seconds.size() <= 2 * MEASUREMENTS) {
            try {
                seconds.add(measure());
            } catch (RuntimeException | Error failed) {
                // The steps must not notice.
            }
        }
    }

    /** Returns the median; NaN without measurements. */
    double median() {
        Collections.sort(seconds);
        return seconds.isEmpty() ? Double.NaN : seconds.get(seconds.size() / 2);
    }

    private double measure() {
        long start = System.nanoTime();
        NDScope arrays = new NDScope();
        NDManager owner = manager.newSubManager();
        try {
            arrays.suppressNotUsedWarning();
            forwardAndBackward(dataset.getData(owner).iterator().next(), owner);
            // A GPU has finished when a number has come back from it.
            net.parameters().get(0).getGradient().norm().getFloat();
        } finally {
            owner.close();
            arrays.close();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void forwardAndBackward(Batch batch, NDManager owner) {
        NDArray tokens = batch.getData().singletonOrThrow();
        NDList labels = new NDList(batch.getLabels().singletonOrThrow().transpose().flatten());
        NDList begin = net.beginState(owner, (int) tokens.getShape().get(0));
        Loss crossEntropy = Loss.softmaxCrossEntropyLoss();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDList logits = new NDList(net.forward(tokens, begin).logits());
            collector.backward(crossEntropy.evaluate(labels, logits));
        }
        net.parameters().stream().map(NDArray::getGradient).forEach(gradient -> gradient.subi(gradient));
    }
}
