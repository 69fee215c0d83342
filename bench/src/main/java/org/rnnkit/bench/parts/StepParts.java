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

/** What training one minibatch is made of, at the chapter's size. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StepParts {

    private static final Loss LOSS = Loss.softmaxCrossEntropyLoss();

    /** A minibatch's graph, made anew before each backward pass. */
    @State(Scope.Thread)
    public static class Recorded {

        private final Updater zeroing = Updaters.sgd(0);
        private NDScope scope;
        private GradientCollector collector;
        private NDArray loss;

        /** Runs forward. */
        @Setup(Level.Invocation)
        public void record(Sample sample) {
            scope = new NDScope();
            scope.suppressNotUsedWarning();
            collector = Engine.getInstance().newGradientCollector();
            loss = lossOf(sample);
        }

        /** Forgets it. */
        @TearDown(Level.Invocation)
        public void forget(Sample sample) {
            collector.close();
            scope.close();
            zeroing.update(sample.net.parameters());
        }
    }

    /** Gradients whose norm is above what they are clipped to, every time. */
    @State(Scope.Thread)
    public static class Steep {

        /** Sets them. */
        @Setup(Level.Invocation)
        public void fill(Sample sample) {
            for (NDArray parameter : sample.net.parameters()) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.subi(gradient).addi(1);
                }
            }
        }
    }

    /** An epoch that is begun anew when it is over. */
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

    /** The next minibatch, made and closed. */
    @Benchmark
    public int batchMaking(Sample sample, Reading reading) {
        try (Batch batch = reading.next(sample)) {
            return batch.getSize();
        }
    }

    /** Step 1. */
    @Benchmark
    public void oneHot(Sample sample) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            OneHotEncoding.encode(sample.tokens, sample.vocabSize);
        }
    }

    /** Steps 1, 4 and 5 and the loss, recorded for the backward pass. */
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

    /** The gradients, by the engine. */
    @Benchmark
    public void backward(Recorded recorded) {
        recorded.collector.backward(recorded.loss);
    }

    /** Step 7, where there is something to clip. */
    @Benchmark
    public double clip(Sample sample, Steep steep) {
        return GradientClipping.clip(sample.net.parameters(), 1);
    }

    private static NDArray lossOf(Sample sample) {
        NDArray logits = sample.net.forward(sample.tokens, sample.state).logits();
        return LOSS.evaluate(new NDList(sample.labels), new NDList(logits));
    }

    /** p ← p − η g, and g ← 0. */
    @Benchmark
    public void update(Sample sample) {
        Updaters.sgd(1e-3f).update(sample.net.parameters());
    }
}
