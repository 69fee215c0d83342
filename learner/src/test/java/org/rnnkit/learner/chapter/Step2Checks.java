package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collections;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** The computed numbers and claims of chapter 2's questions. */
final class Step2Checks {

    private static final double DEVIATION = 0.01;

    private Step2Checks() {}

    static Numbers largeWeightsFlattenTanh() {
        int sum = 2;
        double small = sum * DEVIATION;
        double value = Math.tanh(sum);
        double slope = 1 - value * value;
        assertThat(1 - slope).isGreaterThan(9 / 10.0);
        return Numbers.text(-1, 1, 1, 1, DEVIATION, sum, small, sum, value)
                .choice(slope, 1, 1, value, slope, small, 1 - Math.pow(Math.tanh(small), 2))
                .choice(value, value, sum, 1)
                .choice(1, 1, 0);
    }

    static Numbers onlyTheRowOfAMissingLetterIsZero() {
        int missing = 3;
        Parameters p = Parameters.draw(new Draw(1, "letters"), 4, 5);
        double[][][] inputs = Matrix.oneHot(new int[][] {{0, 1, 2}}, 4);
        double[][] dY = CrossEntropy.gradient(Rnn.logits(inputs, new double[1][5], p), new int[] {1, 2, 0});
        Parameters gradients = Rnn.gradients(inputs, new double[1][5], p, dY);
        for (int letter = 0; letter < 4; letter++) {
            double row = Arrays.stream(gradients.wXh()[letter]).map(Math::abs).sum();
            assertThat(row == 0).as("the row of %d in W_xh", letter).isEqualTo(letter == missing);
            assertThat(Matrix.transpose(gradients.wHq())[letter]).as("its column in W_hq").doesNotContain(0);
        }
        gradients.rows().stream().skip(4).forEach(row -> assertThat(row).doesNotContain(0));
        return Numbers.text(0).choice().choice().choice();
    }

    static Numbers zeroWeightsLearnOnlyTheOutputBias() {
        Parameters zeros = new Parameters(new double[3][4], new double[4][4], new double[4], new double[4][3], new double[3]);
        int[][] tokens = {{0, 1, 2, 1}};
        int[] labels = {1, 2, 1, 1};
        Parameters trained = Epoch.train(zeros, Collections.nCopies(10,
                new Minibatch(tokens, new int[][] {labels})), true, 1).parameters();
        for (Parameters p : new Parameters[] {zeros, trained}) {
            double[][][] inputs = Matrix.oneHot(tokens, 3);
            double[][] logits = Rnn.logits(inputs, new double[1][4], p);
            Parameters gradients = Rnn.gradients(inputs, new double[1][4], p, CrossEntropy.gradient(logits, labels));
            assertThat(Arrays.stream(gradients.bQ()).map(Math::abs).sum()).isGreaterThan(1e-6);
            gradients.rows().subList(0, gradients.rows().size() - 1).forEach(row -> assertThat(row).containsOnly(0));
        }
        return Numbers.text(0, 0, 0, 0, 0, 0, 0);
    }

    static Numbers hiddenWeightsGrowFastest(NDManager manager) {
        int numHiddens = 512;
        NDList before = RnnParameters.initialize(manager, 28, numHiddens);
        NDList after = RnnParameters.initialize(manager, 28, 2 * numHiddens);
        assertThat(after.get(1).size()).isEqualTo(4 * before.get(1).size());
        return Numbers.text(numHiddens, 2 * numHiddens, before.get(1).size(), after.get(1).size(), count(before), count(after));
    }

    private static long count(NDList parameters) {
        return parameters.stream().mapToLong(NDArray::size).sum();
    }
}
