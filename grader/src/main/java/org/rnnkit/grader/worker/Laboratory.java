package org.rnnkit.grader.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.rnnkit.grader.worker.ExperimentOutcome.Run;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** A training loop of which more can be changed than of step 8's: what else is in it is the steps' own. */
final class Laboratory {

    private final Variant variant;
    private final NDManager manager;
    private final SequenceDataset dataset;
    private final LanguageModel net;
    private final Updater updater;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();

    Laboratory(Variant variant, int[] tokens, int vocabSize, int seed, NDManager manager) {
        this.variant = variant;
        this.manager = manager;
        Engine.getInstance().setRandomSeed(seed);
        dataset = new SequenceDataset(tokens, 32, variant.numSteps(), variant.sampling(), seed);
        net = new RnnModelScratch(manager, vocabSize, variant.numHiddens(), RnnParameters::initialize,
                HiddenState::initialize, variant.rectified() ? Laboratory::rectified : RnnForward::forward);
        updater = Updaters.sgd(variant.learningRate());
    }

    /** Trains; once the loss is no number any more, the rest is not worth the time. */
    Run train(int epochs) {
        double[] perplexities = new double[epochs];
        long begun = System.nanoTime();
        for (int epoch = 0; epoch < epochs; epoch++) {
            boolean lost = epoch > 0 && !Double.isFinite(perplexities[epoch - 1]);
            perplexities[epoch] = lost ? Double.NaN : epoch();
        }
        return new Run(perplexities, (System.nanoTime() - begun) / 1e9);
    }

    private double epoch() {
        double totalLoss = 0;
        int minibatches = 0;
        NDList state = null;
        Iterator<Batch> batches = dataset.getData(manager).iterator();
        while (batches.hasNext()) {
            List<Batch> group = new ArrayList<>();
            while (batches.hasNext() && group.size() < variant.keptMinibatches()) {
                group.add(batches.next());
            }
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDList after;
                NDArray mean;
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    after = state;
                    NDArray sum = null;
                    for (Batch batch : group) {
                        NDArray tokens = batch.getData().singletonOrThrow();
                        if (after == null || variant.sampling() == Sampling.RANDOM) {
                            after = net.beginState(batch.getManager(), (int) tokens.getShape().get(0));
                        }
                        RnnOutput output = net.forward(tokens, after);
                        after = output.state();
                        NDArray labels = batch.getLabels().singletonOrThrow().transpose().flatten();
                        NDArray one = loss.evaluate(new NDList(labels), new NDList(output.logits()));
                        sum = sum == null ? one : sum.add(one);
                    }
                    // A constant of an array's: one of Java's is not safe where gradients are collected.
                    mean = sum.div(group.get(0).getManager().create((float) group.size()));
                    collector.backward(mean);
                }
                if (variant.clipped()) {
                    GradientClipping.clip(net.parameters(), 1);
                }
                totalLoss += mean.getFloat() * group.size();
                minibatches += group.size();
                NDList values = new NDList(after.stream().map(NDArray::stopGradient).toList());
                values.detach();
                NDScope.unregister(values);
                if (state != null) {
                    state.close();
                }
                state = values;
            }
            updater.update(net.parameters());
            group.forEach(Batch::close);
        }
        if (state != null) {
            state.close();
        }
        return Math.exp(totalLoss / minibatches);
    }

    /** Step 4 with max(x, 0) in the place of tanh. */
    private static RnnOutput rectified(NDArray inputs, NDList state, NDList parameters) {
        NDArray h = state.get(0);
        NDList hiddenStates = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            h = Activation.relu(inputs.get(t).matMul(parameters.get(0)).add(h.matMul(parameters.get(1)))
                    .add(parameters.get(2)));
            hiddenStates.add(h);
        }
        NDArray logits = NDArrays.stack(hiddenStates).reshape(-1, h.getShape().get(1)).matMul(parameters.get(3))
                .add(parameters.get(4));
        return new RnnOutput(logits, new NDList(h));
    }
}
