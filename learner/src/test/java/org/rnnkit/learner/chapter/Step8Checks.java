package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.Updaters;

/** The computed numbers and claims of chapter 8's questions. */
final class Step8Checks {

    private Step8Checks() {}

    static Numbers softmaxTwiceFlattens(NDManager manager) {
        float[][] given = {{2, 0, 0}};
        NDArray logits = manager.create(given);
        NDList label = new NDList(manager.create(new int[] {0}));
        NDArray probabilities = logits.softmax(1);
        Loss loss = Loss.softmaxCrossEntropyLoss();
        double right = loss.evaluate(label, new NDList(logits)).getFloat();
        double wrong = loss.evaluate(label, new NDList(probabilities)).getFloat();
        double first = probabilities.toFloatArray()[0];
        double second = probabilities.softmax(1).toFloatArray()[0];
        assertThat(second).as("flatter").isLessThan(first);
        int vocabSize = 28;
        double[][] sure = new double[1][vocabSize];
        sure[0][0] = 1;
        double best = Math.exp(CrossEntropy.mean(sure, new int[] {0}));
        return Numbers.text(new Object[] {given})
                .choice(wrong, second, first, second, wrong, vocabSize, best)
                .choice(right, right, probabilities.toFloatArray())
                .choice(1 - first, 1, first, 1 - first, 1);
    }

    static Numbers detachedKeepsTheValue() {
        double w = 0.5;
        double h = Math.tanh(w);
        double detached = gradient((float) w, true);
        double full = gradient((float) w, false);
        assertThat(detached).isCloseTo(h, within(1e-6));
        return Numbers.text(w, h)
                .choice(0, h, h)
                .choice(full, full)
                .choice(detached, h);
    }

    static Numbers gradientsAddUp(NDManager manager) {
        NDArray w = manager.zeros(new Shape(2));
        w.setRequiresGradient(true);
        float[][] own = {{1, 0}, {0, 1}};
        float[] added = {};
        double norm = 0;
        for (float[] gradient : own) {
            NDArray factors = manager.create(gradient);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(w.mul(factors).sum());
            }
            added = w.getGradient().toFloatArray();
            norm = GradientClipping.clip(new NDList(w), 1);
        }
        float[] clipped = w.getGradient().toFloatArray();
        double[] mean = {0.5, 0.5};
        return Numbers.text(own[0], own[1], 1)
                .choice(own[1], own[1])
                .choice(clipped, added, norm, 1)
                .choice(mean, 1);
    }

    static Numbers fewLabelsInTheRightPlace(NDManager manager) {
        int sequences = 2;
        int steps = 3;
        int all = sequences * steps;
        int right = inTheirPlace(manager, sequences, steps);
        NDArray rows = manager.arange(all).reshape(steps, sequences).transpose();
        assertThat(rows.get(0).toIntArray()).as("the rows of sequence 0").containsExactly(0, 2, 4);
        return Numbers.text(sequences, steps, all, sequences, steps, all)
                .choice(all)
                .choice(steps, 0, 1, 2, 0, 2, 4)
                .choice(right, inTheirPlace(manager, 32, 35), 32 * 35);
    }

    private static int inTheirPlace(NDManager manager, int sequences, int steps) {
        NDArray places = manager.arange(sequences * steps).reshape(sequences, steps);
        return (int) places.flatten().eq(places.transpose().flatten()).countNonzero().getLong();
    }

    static Numbers changeReachesTheSameRow() {
        Parameters p = Parameters.draw(new Draw(2, "samplings"), 4, 5);
        double[][] before = secondMinibatch(p, 0);
        double[][] after = secondMinibatch(p, 3);
        for (int row = 0; row < before.length; row++) {
            assertThat(before[row][0] == after[row][0]).as("row %d of the logits", row).isEqualTo(row % 2 == 1);
        }
        return Numbers.text(0, 1, 2).choice(0, 0, 0, 2).choice(0, 0, 0).choice();
    }

    /** Returns the logits of the second of two minibatches with a kept state; the token is in row 0 of the first. */
    private static double[][] secondMinibatch(Parameters p, int token) {
        double[][][] first = Matrix.oneHot(new int[][] {{1, token}, {2, 0}}, 4);
        double[][] kept = Rnn.hiddens(Rnn.TANH, first, new double[2][5], p).get(2);
        return Rnn.logits(Matrix.oneHot(new int[][] {{1, 2}, {3, 0}}, 4), kept, p);
    }

    static Numbers perplexityIsAGeometricMean() {
        double[] p = {0.5, 0.125};
        double perplexity = Math.exp(-(Math.log(p[0]) + Math.log(p[1])) / 2);
        assertThat(perplexity).isCloseTo(4, within(1e-12));
        assertThat(Math.pow(1 / perplexity, 2)).isCloseTo(p[0] * p[1], within(1e-12));
        return Numbers.text(p)
                .choice(4, p, 4, 4, 1 / perplexity, 1 / perplexity, p)
                .choice(1 / (p[0] * p[1]), 1, p, 1, 1 / (p[0] * p[1]))
                .choice((1 / p[0] + 1 / p[1]) / 2, 1 / p[0], 1 / p[1], (1 / p[0] + 1 / p[1]) / 2);
    }

    static Numbers meanOfPerplexitiesIsLarger() {
        int first = 1;
        int second = 3;
        int mean = (first + second) / 2;
        double meanOfPerplexities = (Math.exp(first) + Math.exp(second)) / 2;
        assertThat(meanOfPerplexities).isGreaterThan(Math.exp(mean));
        return Numbers.text(first, second, mean, Math.exp(mean), first, Math.exp(first), second, Math.exp(second),
                meanOfPerplexities);
    }

    static Numbers fourSmallMinibatches() {
        int minibatches = 4;
        int rows = 8;
        Draw draw = new Draw(1, "minibatches");
        double[][] logits = draw.matrix(minibatches * rows, 5);
        int[] labels = draw.tokens(1, minibatches * rows, 5)[0];
        double[][] whole = CrossEntropy.gradient(logits, labels);
        for (int i = 0; i < minibatches; i++) {
            double[][] part = CrossEntropy.gradient(Arrays.copyOfRange(logits, i * rows, (i + 1) * rows),
                    Arrays.copyOfRange(labels, i * rows, (i + 1) * rows));
            assertThat(part[0][0] / minibatches).isCloseTo(whole[i * rows][0], within(1e-12));
        }
        return Numbers.text(minibatches, rows, minibatches, minibatches, minibatches * rows, minibatches);
    }

    static Numbers clippedAfterTheUpdate(NDManager manager) {
        float rate = 0.1f;
        int[] gradient = {3, 4};
        NDArray w = manager.zeros(new Shape(2));
        w.setRequiresGradient(true);
        NDArray factors = manager.create(new float[] {gradient[0], gradient[1]});
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(w.mul(factors).sum());
        }
        Updaters.sgd(rate).update(new NDList(w));
        double moved = w.stopGradient().norm().getFloat();
        assertThat(GradientClipping.clip(new NDList(w), 1)).as("nothing is left to clip").isEqualTo(0);
        double norm = Math.hypot(gradient[0], gradient[1]);
        return Numbers.text(gradient, rate, 1)
                .choice(rate, rate)
                .choice(moved, rate, norm)
                .choice(rate * gradient[1], rate, gradient[1], norm);
    }

    static Numbers aWholeUpdate() {
        OneUpdate update = new OneUpdate(new double[][] {{1, 0}, {0, 2}}, new int[] {0, 0}, new double[2], 1, 1);
        OneUpdate after = update.after();
        double[][] p = update.p();
        return Numbers.text(1, 0, 0, 2, 0, 0, 0, 1)
                .choice(p[1][0], update.loss(), update.norm(), after.bias()[0], after.loss())
                .choice(p[0][0], p[1][0], update.losses(), update.loss(), 2, update.logitsGradient(), update.gradient(),
                        update.norm(), 1, after.bias(), after.logits(), after.losses(), after.loss());
    }

    /** Returns the gradient of tanh(w) · w. */
    private static double gradient(float value, boolean detached) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray w = manager.create(new float[] {value});
            w.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray h = w.tanh();
                collector.backward((detached ? h.stopGradient() : h).mul(w).sum());
            }
            return w.getGradient().getFloat();
        }
    }
}
