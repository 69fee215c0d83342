package org.rnnkit.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Sizes;

/**
 * Tests of the oracles against difference quotients. With h = 1e-5 a central quotient errs by h² times a third
 * derivative, about 1e-10, and by rounding, about 1e-16 / 1e-5 = 1e-11; the bound is 1e-7.
 */
class FiniteDifferencesTest {

    private static final double H = 1e-5;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void gradientsThroughTimeAgreeWithDifferencesOfTheLoss(int seed) {
        Draw draw = new Draw("gradients " + seed);
        Sizes n = draw.sizes();
        Parameters p = Parameters.draw(draw, n.vocabSize(), n.numHiddens());
        double[][][] inputs = Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
        double[][] state = draw.matrix(n.batchSize(), n.numHiddens());
        int[] labels = draw.tokens(1, n.batchSize() * n.numSteps(), n.vocabSize())[0];

        double[][] logits = Rnn.logits(inputs, state, p);
        Parameters gradients = Rnn.gradients(inputs, state, p, CrossEntropy.gradient(logits, labels));

        for (int row = 0; row < p.rows().size(); row++) {
            double[] values = p.rows().get(row);
            for (int i = 0; i < values.length; i++) {
                double at = values[i];
                values[i] = at + H;
                double above = CrossEntropy.mean(Rnn.logits(inputs, state, p), labels);
                values[i] = at - H;
                double below = CrossEntropy.mean(Rnn.logits(inputs, state, p), labels);
                values[i] = at;
                assertThat(gradients.rows().get(row)[i]).as("row " + row + ", place " + i)
                        .isCloseTo((above - below) / (2 * H), within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void gradientsOfGatesAndOfInputsAgreeWithDifferencesOfTheLoss(int seed) {
        Draw draw = new Draw("gates " + seed);
        Sizes n = draw.sizes();
        double[][][] inputs = new double[n.numSteps()][][];
        Arrays.setAll(inputs, t -> draw.matrix(n.batchSize(), n.vocabSize()));
        Forward pass = new Forward(new Gru(Gru.draw(draw, n.vocabSize(), n.numHiddens())), inputs,
                draw.matrix(n.batchSize(), n.numHiddens()));
        int[] labels = draw.tokens(1, n.batchSize() * n.numSteps(), n.vocabSize())[0];

        NetworkGradients gradients = pass.gradients(CrossEntropy.gradient(pass.logits(), labels));

        List<double[][]> moved = Stream.concat(pass.net().parameters().stream(), Stream.of(inputs)).toList();
        List<double[][]> expected = Stream.concat(gradients.parameters().stream(), Stream.of(gradients.inputs())).toList();
        for (int i = 0; i < moved.size(); i++) {
            for (int row = 0; row < moved.get(i).length; row++) {
                for (int j = 0; j < moved.get(i)[row].length; j++) {
                    double[] values = moved.get(i)[row];
                    double at = values[j];
                    values[j] = at + H;
                    double above = CrossEntropy.mean(pass.logits(), labels);
                    values[j] = at - H;
                    double below = CrossEntropy.mean(pass.logits(), labels);
                    values[j] = at;
                    assertThat(expected.get(i)[row][j]).as("array " + i + ", row " + row)
                            .isCloseTo((above - below) / (2 * H), within(1e-7));
                }
            }
        }
    }

    /** A small step against the gradient lowers the loss by η‖g‖², or by η‖g‖ where g is clipped to 1. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void anEpochOfOneMinibatchFollowsTheGradient(int seed) {
        Draw draw = new Draw("epoch " + seed);
        Parameters p = Parameters.draw(draw, 5, 4);
        Minibatch minibatch = new Minibatch(draw.tokens(2, 3, 5), draw.tokens(2, 3, 5));
        double rate = 1e-6;
        EpochValues step = Epoch.train(p, List.of(minibatch), false, rate);
        EpochValues after = Epoch.train(step.parameters(), List.of(minibatch), false, rate);
        double norm = step.norms()[0];
        assertThat((step.losses()[0] - after.losses()[0]) / rate).isCloseTo(norm * Math.min(1, norm), within(1e-3 * norm));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 100})
    void clippingKeepsTheDirection(double theta) {
        List<double[]> gradients = List.of(new double[] {3, 0}, new double[] {-4, 12});
        List<double[]> clipped = gradients.stream().map(double[]::clone).toList();
        assertThat(Clipping.clip(clipped, theta)).isCloseTo(13, within(1e-12));
        assertThat(Clipping.norm(clipped)).isCloseTo(Math.min(13, theta), within(1e-12));
        assertThat(clipped.get(1)[1] / clipped.get(0)[0]).isCloseTo(4, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 700})
    void softmaxIsADistributionEvenForLargeLogits(double shift) {
        double[] probabilities = CrossEntropy.softmax(new double[] {shift + 1, shift + 2, shift + 3});
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
        assertThat(probabilities[2] / probabilities[1]).isCloseTo(Math.E, within(1e-12));
    }
}
