package org.rnnkit.learner.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.CrossEntropy;

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
                .choice(right, right, probabilities.toFloatArray())
                .choice(wrong, second, first, second, wrong, vocabSize, best)
                .choice();
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
        double rate = 0.1;
        int minibatches = 3;
        NDArray w = manager.create(new float[] {0});
        w.setRequiresGradient(true);
        double[] moves = new double[minibatches];
        int[] gradients = new int[minibatches];
        double moved = 0;
        for (int i = 0; i < minibatches; i++) {
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(w.sum());
            }
            gradients[i] = (int) w.getGradient().getFloat();
            moves[i] = rate * gradients[i];
            moved += moves[i];
        }
        return Numbers.text(1, rate)
                .choice(minibatches * rate, minibatches, rate)
                .choice(moved, gradients, moves)
                .choice(rate);
    }

    static Numbers perplexityIsAGeometricMean() {
        double[] p = {0.5, 0.125};
        double perplexity = Math.exp(-(Math.log(p[0]) + Math.log(p[1])) / 2);
        assertThat(perplexity).isCloseTo(4, within(1e-12));
        assertThat(Math.pow(1 / perplexity, 2)).isCloseTo(p[0] * p[1], within(1e-12));
        double mean = (p[0] + p[1]) / 2;
        return Numbers.text(p)
                .choice(4, p, 4, 4, 1 / perplexity, 1 / perplexity, p)
                .choice(1 / mean, 1, mean, 1, mean, 1 / mean)
                .choice((1 / p[0] + 1 / p[1]) / 2, 1 / p[0], 1 / p[1], (1 / p[0] + 1 / p[1]) / 2)
                .choice(100 / 2);
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
