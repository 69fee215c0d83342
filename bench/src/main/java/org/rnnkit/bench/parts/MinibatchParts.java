package org.rnnkit.bench.parts;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** The benchmarks of the parts of a minibatch, at the chapter's size. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MinibatchParts {

    private static final Loss LOSS = Loss.softmaxCrossEntropyLoss();

    /** The graph of a minibatch, recorded again before each backward pass. */
    @State(Scope.Thread)
    public static class Recorded {

        private final Updater zeroing = Updaters.sgd(0);
        private NDScope scope;
        private GradientCollector collector;
        private NDArray loss;

        /** Runs the forward pass and records its graph. */
        @Setup(Level.Invocation)
        public void record(Sample sample) {
            scope = new NDScope();
            scope.suppressNotUsedWarning();
            collector = Engine.getInstance().newGradientCollector();
            loss = lossOf(sample);
        }

        /** Frees the graph and sets the gradients to zero. */
        @TearDown(Level.Invocation)
        public void forget(Sample sample) {
            collector.close();
            scope.close();
            zeroing.update(sample.net.parameters());
        }
    }

    /** Gradients with a large norm, so that each call has to clip them. */
    @State(Scope.Thread)
    public static class Steep {

        /** Sets all gradients to 1. */
        @Setup(Level.Invocation)
        public void fill(Sample sample) {
            for (NDArray parameter : sample.net.parameters()) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.subi(gradient).addi(1);
                }
            }
        }
    }

    /** A sequence of minibatches that starts a new epoch after the last one. */
    @State(Scope.Thread)
    public static class Reading {

        private Iterator<Batch> batches;

        Batch next(Sample sample) {
            if (batches == null || !batches.hasNext()) {
                batches = sample.dataset.getData(sample.manager).iterator();
            }
            return batches.next();
        }
    }

    /** Makes the next minibatch and closes it. */
    @Benchmark
    public int batchMaking(Sample sample, Reading reading) {
        try (Batch batch = reading.next(sample)) {
            return batch.getSize();
        }
    }

    /** Runs step 1. */
    @Benchmark
    public void oneHot(Sample sample) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            OneHotEncoding.encode(sample.tokens, sample.vocabSize);
        }
    }

    /** Runs steps 1, 4 and 5 and the loss, and records their graph. */
    @Benchmark
    public void forward(Sample sample) {
        GradientCollector recording = Engine.getInstance().newGradientCollector();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            lossOf(sample);
        } finally {
            recording.close();
        }
    }

    /** Lets the engine compute the gradients. */
    @Benchmark
    public void backward(Recorded recorded) {
        recorded.collector.backward(recorded.loss);
    }

    /** Runs step 7 on gradients that have to be clipped. */
    @Benchmark
    public double clip(Sample sample, Steep steep) {
        return GradientClipping.clip(sample.net.parameters(), 1);
    }

    private static NDArray lossOf(Sample sample) {
        NDArray logits = sample.net.forward(sample.tokens, sample.state).logits();
        return LOSS.evaluate(new NDList(sample.labels), new NDList(logits));
    }

    /** Updates the parameters: p ← p − η g, and g ← 0. */
    @Benchmark
    public void update(Sample sample) {
        Updaters.sgd(1e-3f).update(sample.net.parameters());
    }
}
