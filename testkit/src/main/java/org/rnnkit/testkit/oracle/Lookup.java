package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.rnnkit.testkit.Slip;

/**
 * The rows of step 11 as they are, or as they come out with a known slip.
 *
 * @param tokens [batchSize][numSteps]
 * @param table a row for each token
 */
public record Lookup(int[][] tokens, double[][] table) {

    private static final String ACTIVATED = "a function (tanh, relu) is applied to the rows: return them as they are";
    private static final String OFF_BY_ONE = "each index is off by one: token 0 must get row 0";

    /** Returns the rows, time-major. */
    public double[][] rows() {
        return rows(token -> table[token]);
    }

    private double[][] rows(IntFunction<double[]> ofToken) {
        return Arrays.stream(Minibatch.timeMajor(tokens)).mapToObj(ofToken).toArray(double[][]::new);
    }

    /** Returns the wrong rows of every known slip. */
    public Slip[] slips() {
        int size = table.length;
        return new Slip[] {
            Slip.of("the result is reshaped where axes must be exchanged: the shape is right, but rows mix",
                    Arrays.stream(tokens).flatMapToInt(Arrays::stream).mapToObj(i -> table[i]).toArray(double[][]::new)),
            Slip.of(OFF_BY_ONE, rows(token -> table[Math.min(token + 1, size - 1)])),
            Slip.of(OFF_BY_ONE, rows(token -> table[Math.floorMod(token - 1, size)])),
            Slip.of("the rows of the table are counted from the end", rows(token -> table[size - 1 - token])),
            Slip.of("token 0 gets zeros: it is a token like the others",
                    rows(token -> token == 0 ? new double[table[0].length] : table[token])),
            Slip.of("each row is scaled to length 1: return the table's rows as they are", rows(token -> Matrix.map(
                    table[token], value -> value / Math.sqrt(Arrays.stream(table[token]).map(x -> x * x).sum())))),
            Slip.of(ACTIVATED, Matrix.map(rows(), Math::tanh)),
            Slip.of(ACTIVATED, Matrix.map(rows(), value -> Math.max(0, value))),
            Slip.of("the tokens go through a number type that is too small (uint8, which ends at 255): keep int32 or int64",
                    rows(token -> table[token & 0xff]))};
    }

    /** Returns the wrong shapes of the rows. */
    public static Slip[] shapes(long batchSize, long numSteps, long vocabSize, long embedSize) {
        String oneStep = "only one time step is returned, or the time steps are added up or averaged: each token keeps its "
                + "own row";
        String places = "the last axis has a place for each token, as one-hot vectors or columns of the table have: it must be "
                + "a token's row";
        return new Slip[] {
            Slip.of("the tokens are not transposed: time must be the first axis", new Shape(batchSize, numSteps, embedSize)),
            Slip.of("the row is not the last axis", new Shape(numSteps, embedSize, batchSize)),
            Slip.of("each token becomes one number, as by take or gather, which pick single numbers and not rows",
                    new Shape(numSteps, batchSize)),
            Slip.of("time and batch are flattened into one axis", new Shape(numSteps * batchSize, embedSize)),
            Slip.of(oneStep, new Shape(batchSize, embedSize)),
            Slip.of(oneStep, new Shape(1, batchSize, embedSize)),
            Slip.of("only one sequence is looked up", new Shape(numSteps, embedSize)),
            Slip.of("only one sequence is looked up", new Shape(numSteps, 1, embedSize)),
            Slip.of("a time step is left out, the first or the last one", new Shape(numSteps - 1, batchSize, embedSize)),
            Slip.of(places, new Shape(numSteps, batchSize, vocabSize)),
            Slip.of(places, new Shape(batchSize, numSteps, vocabSize)),
            Slip.of("one-hot vectors are multiplied element by element (mul); the product of matrices is matMul",
                    new Shape(numSteps, batchSize, vocabSize, embedSize))};
    }

    /** Returns the gradient of a table: the sum of the gradients of its rows. */
    public static double[][] gradient(int[][] tokens, int vocabSize, double[][] ofRows) {
        double[][] sums = new double[vocabSize][ofRows[0].length];
        for (int i = 0; i < ofRows.length; i++) {
            int token = tokens[i % tokens.length][i / tokens.length];
            sums[token] = Matrix.plus(new double[][] {sums[token]}, ofRows[i])[0];
        }
        return sums;
    }

    /** Returns the wrong gradients of a table. */
    public static Slip[] gradients(int[][] tokens, int vocabSize, double[][] ofRows) {
        double[][] ones = new double[ofRows.length][1];
        Arrays.fill(ones, new double[] {1});
        double[][] counts = gradient(tokens, vocabSize, ones);
        double[][] means = gradient(tokens, vocabSize, ofRows);
        double[][] latest = new double[vocabSize][ofRows[0].length];
        for (int i = 0; i < ofRows.length; i++) {
            latest[tokens[i % tokens.length][i / tokens.length]] = ofRows[i];
        }
        for (int token = 0; token < vocabSize; token++) {
            double count = Math.max(1, counts[token][0]);
            means[token] = Matrix.map(means[token], value -> value / count);
        }
        return new Slip[] {
            Slip.of("no gradient reaches the table: the rows are copied through Java, or cut off by stopGradient or duplicate",
                    new double[vocabSize][ofRows[0].length]),
            Slip.of("a token that comes more than once gets one of its gradients only: they are added", latest),
            Slip.of("the gradients of a token that comes more than once are averaged: they are added", means)};
    }
}
