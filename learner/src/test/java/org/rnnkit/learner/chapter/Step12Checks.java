package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** The computed numbers and claims of chapter 12's questions. */
final class Step12Checks {

    private Step12Checks() {}

    static Numbers biasGradientIsASumOverSteps() {
        double wXh = 0.5;
        double wHh = 0.5;
        int wHq = 1;
        Parameters p = new Parameters(new double[][] {{wXh}}, new double[][] {{wHh}}, new double[1], new double[][] {{wHq}},
                new double[1]);
        double[][][] inputs = {{{1}}, {{1}}};
        double[][] state = {{0}};
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        double[] h = {hiddens.get(1)[0][0], hiddens.get(2)[0][0]};
        double[] slopes = {1 - h[0] * h[0], 1 - h[1] * h[1]};
        double gradient = Rnn.gradients(inputs, state, p, new double[][] {{0}, {1}}).bH()[0];
        double second = slopes[1];
        double first = second * wHh * slopes[0];
        assertThat(first + second).isCloseTo(gradient, within(1e-12));
        return Numbers.text(0, wXh, wHh, wHq, 0, h, slopes, 0, 1)
                .choice(second, second)
                .choice(gradient, second, second, wHh, slopes[0], first)
                .choice(second + second * wHh, second + second * wHh, second, second, wHh, slopes[0])
                .choice(gradient / 2);
    }

    static Numbers slopeComesFromTheValue() {
        double h = 0.6;
        double a = Math.log((1 + h) / (1 - h)) / 2; // tanh a = h
        double slope = (Math.tanh(a + 1e-6) - Math.tanh(a - 1e-6)) / 2e-6;
        double tanhTwice = 1 - Math.pow(Math.tanh(h), 2);
        return Numbers.text(h)
                .choice(tanhTwice, 1, h, tanhTwice, h, 1)
                .choice(1 - h, 1, 1, h, 1 - h, -h, 1 + h, 1)
                .choice(slope, 1, h, slope);
    }

    /** The formula is compared with the oracle, and the oracle with a difference of losses. */
    static Numbers gradientOfTheLogits() {
        Draw draw = new Draw(1, "logits");
        double[][] logits = draw.matrix(3, 5);
        int[] labels = {4, 0, 2};
        double[][] gradient = CrossEntropy.gradient(logits, labels);
        double loss = CrossEntropy.mean(logits, labels);
        for (int row = 0; row < 3; row++) {
            double[] p = CrossEntropy.softmax(logits[row]);
            for (int token = 0; token < 5; token++) {
                double formula = (p[token] - (labels[row] == token ? 1 : 0)) / 3;
                assertThat(gradient[row][token]).isCloseTo(formula, within(1e-12));
                logits[row][token] += 1e-6;
                assertThat((CrossEntropy.mean(logits, labels) - loss) / 1e-6).isCloseTo(formula, within(1e-5));
                logits[row][token] -= 1e-6;
            }
        }
        return Numbers.text(Arrays.stream(gradient[0]).sum());
    }

    static Numbers keptFromTheForwardPass() {
        int numSteps = 35;
        int batchSize = 32;
        int numHiddens = 512;
        int sum = 10;
        float value = (float) Math.tanh(sum);
        assertThat(value).isEqualTo(1f);
        return Numbers.text(numSteps, batchSize, numHiddens, numSteps * batchSize * numHiddens, sum, (int) value);
    }

    static Numbers detachedSquare(NDManager manager) {
        int value = 2;
        double[] gradients = new double[2];
        for (boolean detached : new boolean[] {false, true}) {
            NDArray w = manager.create((float) value);
            w.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray h = w.mul(w);
                collector.backward((detached ? h.stopGradient() : h).mul(w));
            }
            gradients[detached ? 1 : 0] = w.getGradient().getFloat();
        }
        int h = value * value;
        return Numbers.text(value, h)
                .choice(gradients[1], h, h)
                .choice(gradients[0], gradients[0], 3)
                .choice(0, h);
    }
}
