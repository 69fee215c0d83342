package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.RnnOutput;

/** The computed numbers and claims of chapter 4's questions. */
final class Step4Checks {

    private Step4Checks() {}

    static Numbers guessFromTheOldState(NDManager manager) {
        int[] bias = {0, -1};
        NDList parameters = new NDList(manager.create(new float[][] {{0.5f, 0}, {0, 1}}),
                manager.create(new float[][] {{0, 1}, {0, 0}}), manager.create(new float[] {0.1f, 0}),
                manager.create(new float[][] {{1, 0}, {0, 1}}), manager.create(new float[] {bias[0], bias[1]}));
        NDArray old = manager.zeros(new Shape(1, 2));
        NDArray first = manager.create(new float[] {1, 0}, new Shape(1, 1, 2)); // token 0
        NDArray other = manager.create(new float[] {0, 1}, new Shape(1, 1, 2)); // token 1
        RnnOutput right = RnnForward.forward(first, new NDList(old), parameters);
        float[] fromOld = old.matMul(parameters.get(3)).add(parameters.get(4)).toFloatArray();
        float[] fromNew = right.logits().toFloatArray();
        assertThat(fromNew).as("the right guess depends on the token")
                .isNotEqualTo(RnnForward.forward(other, new NDList(old), parameters).logits().toFloatArray());
        return Numbers.text(right.state().get(0).toFloatArray(), bias)
                .choice(fromOld)
                .choice(fromNew, fromNew)
                .choice(old.matMul(parameters.get(3)).toFloatArray());
    }

    static Numbers rowOfASequence() {
        int numSteps = 3;
        int batchSize = 2;
        int[][] tokens = {{0, 1, 2}, {3, 2, 1}};
        Parameters p = Parameters.draw(new Draw(1, "rows"), 4, 5);
        double[][] logits = Rnn.logits(Matrix.oneHot(tokens, 4), new double[batchSize][5], p);
        int[][] rows = new int[batchSize][numSteps];
        for (int sequence = 0; sequence < batchSize; sequence++) {
            double[][] alone = Rnn.logits(Matrix.oneHot(new int[][] {tokens[sequence]}, 4), new double[1][5], p);
            for (int t = 0; t < numSteps; t++) {
                rows[sequence][t] = List.of(logits).indexOf(find(logits, alone[t]));
            }
        }
        int last = rows[0][numSteps - 1];
        assertThat(last).isEqualTo((numSteps - 1) * batchSize);
        assertThat(rows[0][1]).isEqualTo(2);
        assertThat(rows[1][2]).isEqualTo(5);
        assertThat(rows[1][1]).isEqualTo(3);
        return Numbers.text(numSteps, batchSize, logits.length, 0, 0)
                .choice(2, 0, 0, 1, 2, 2, 0, 1)
                .choice(5, 5, 1)
                .choice(3, numSteps, logits.length, 3, 1, 1)
                .choice(last, numSteps - 1, rows[0][2], rows[1][2], 0, 1);
    }

    static Numbers linearStateGrows() {
        double weight = 1.1;
        int numSteps = 50;
        double h = 0;
        double withTanh = 0;
        for (int t = 0; t < numSteps; t++) {
            h = 1 + h * weight;
            withTanh = Math.tanh(1 + withTanh * weight);
            assertThat(withTanh).isBetween(-1.0, 1.0);
        }
        assertThat(h).isCloseTo((Math.pow(weight, numSteps) - 1) / (weight - 1), within(1e-6));
        return Numbers.text(weight, 0, 1, 0, numSteps)
                .choice(numSteps, 1, weight, 1, numSteps - 1)
                .choice(h, weight, 1, weight, 1, weight - 1, -1, 1)
                .choice(1, -1, 1);
    }

    static Numbers oneProductOrTwo() {
        Parameters p = Parameters.draw(new Draw(2, "products"), 4, 5);
        Draw draw = new Draw(3, "products");
        double[][] x = draw.matrix(2, 4);
        double[][] h = draw.matrix(2, 5);
        double[][] both = new double[2][9];
        double[][] weights = new double[9][];
        for (int i = 0; i < 9; i++) {
            weights[i] = i < 4 ? p.wXh()[i] : p.wHh()[i - 4];
            both[0][i] = i < 4 ? x[0][i] : h[0][i - 4];
            both[1][i] = i < 4 ? x[1][i] : h[1][i - 4];
        }
        double[][] two = Matrix.plus(Matrix.times(x, p.wXh()), Matrix.times(h, p.wHh()));
        double[][] one = Matrix.times(both, weights);
        for (int row = 0; row < 2; row++) {
            assertThat(one[row]).containsExactly(two[row], within(1e-12));
        }
        return Numbers.text();
    }

    static Numbers reluHasSlopeOne() {
        double slope = (Math.max(0, 0.7 + 1e-6) - Math.max(0, 0.7)) / 1e-6;
        double h = 0;
        for (int t = 0; t < 100; t++) {
            h = Math.max(0, 1 + h * 1.1);
        }
        assertThat(h).isGreaterThan(10_000);
        return Numbers.text(slope);
    }

    static Numbers inputsReshapedNotTransposed(NDManager manager) {
        int[][] rows = {{1, 2}, {3, 4}, {5, 6}};
        NDArray batchFirst = manager.create(rows).oneHot(28);
        int[] shape = {2, 3, 28};
        int[] read = batchFirst.reshape(2, 3, 28).get(0).argMax(1).toType(DataType.INT32, false).toIntArray();
        int[] wanted = batchFirst.transpose(1, 0, 2).get(0).argMax(1).toType(DataType.INT32, false).toIntArray();
        int[] all = manager.create(rows).flatten().toIntArray();
        return Numbers.text(3, 2, 28, shape, 0, rows[0], 1, rows[1], 2, rows[2])
                .choice(wanted, wanted, all)
                .choice(rows[0], shape[1])
                .choice(read, rows[0][1], rows[0][0]);
    }

    private static double[] find(double[][] rows, double[] wanted) {
        for (double[] row : rows) {
            if (Math.abs(row[0] - wanted[0]) < 1e-12 && Math.abs(row[1] - wanted[1]) < 1e-12) {
                return row;
            }
        }
        throw new AssertionError("no such row");
    }
}
