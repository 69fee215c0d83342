package org.rnnkit.testkit.slips;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;

/** The result of step 11, and the wrong ones, one for each known slip. */
public final class EmbeddingSlips {

    private static final String OFF_BY_ONE = "each index is off by one: token 0 must get row 0";
    private static final String SCALED = "the rows are scaled: a row is taken as it is";

    private EmbeddingSlips() {}

    /** The token that a wrong solution looks up for time step t of sequence b. */
    private interface Lookup {
        int token(int t, int b);
    }

    /** Returns the rows of a table for tokens, time first: the product of one-hot vectors and the table. */
    public static double[][] right(int[][] tokens, double[][] table) {
        return Matrix.times(Expect.rows(Matrix.oneHot(tokens, table.length)), table);
    }

    /** Returns the wrong rows of every known slip. */
    public static Slip[] of(int[][] tokens, double[][] table) {
        int numSteps = tokens[0].length;
        int batchSize = tokens.length;
        int last = table.length - 1; // the index of the last row
        double[][] rows = right(tokens, table);
        double[][] sums = new double[batchSize][table[0].length];
        for (int i = 0; i < rows.length; i++) {
            sums[i % batchSize] = Matrix.plus(new double[][] {sums[i % batchSize]}, rows[i])[0];
        }
        int[] flat = Arrays.stream(tokens).flatMapToInt(Arrays::stream).toArray();
        double root = Math.sqrt(table[0].length);
        double[][] withoutFirst = Matrix.copy(table);
        Arrays.fill(withoutFirst[0], 0);
        List<Slip> slips = new ArrayList<>(List.of(
                Slip.of("the result is reshaped where axes must be exchanged: the shape is right, but rows mix",
                        rows(tokens, table, (t, b) -> flat[t * batchSize + b])),
                Slip.of(OFF_BY_ONE, rows(tokens, table, (t, b) -> (tokens[b][t] + 1) % table.length)),
                Slip.of(OFF_BY_ONE, rows(tokens, table, (t, b) -> Math.floorMod(tokens[b][t] - 1, table.length))),
                Slip.of(OFF_BY_ONE, rows(tokens, table, (t, b) -> Math.min(tokens[b][t] + 1, last))),
                Slip.of(OFF_BY_ONE, rows(tokens, table, (t, b) -> Math.max(tokens[b][t] - 1, 0))),
                Slip.of("the last token gets the row before the last: its index is vocabSize - 1",
                        rows(tokens, table, (t, b) -> Math.max(0, Math.min(tokens[b][t], last - 1)))),
                Slip.of("the rows of the table are counted from the end",
                        rows(tokens, table, (t, b) -> last - tokens[b][t])),
                Slip.of("token 0 gets zeros: it is a token like the others", right(tokens, withoutFirst)),
                Slip.of("the time steps stand in reverse order",
                        rows(tokens, table, (t, b) -> tokens[b][numSteps - 1 - t])),
                Slip.of("the sequences stand in reverse order",
                        rows(tokens, table, (t, b) -> tokens[batchSize - 1 - b][t])),
                Slip.of("every time step looks up the tokens of the first one",
                        rows(tokens, table, (t, b) -> tokens[b][0])),
                Slip.of("only the first time step is looked up", Arrays.copyOf(rows, batchSize)),
                Slip.of("only the last time step is looked up",
                        Arrays.copyOfRange(rows, rows.length - batchSize, rows.length)),
                Slip.of("only the first sequence is looked up", right(new int[][] {tokens[0]}, table)),
                Slip.of("the first time step is left out", Arrays.copyOfRange(rows, batchSize, rows.length)),
                Slip.of("the last time step is left out", Arrays.copyOf(rows, rows.length - batchSize)),
                Slip.of("the rows of a sequence are added up; each token keeps its own", sums),
                Slip.of("the mean over the time steps is taken; each token keeps its own row",
                        Matrix.map(sums, v -> v / numSteps)),
                Slip.of(SCALED, Matrix.map(rows, v -> v * root)),
                Slip.of(SCALED, Matrix.map(rows, v -> v / root)),
                Slip.of(SCALED + " (here it is divided by its norm)", Matrix.mapRows(rows, EmbeddingSlips::normalized)),
                Slip.of("softmax is applied: a row is taken as it is", Matrix.mapRows(rows, CrossEntropy::softmax)),
                Slip.of("relu is applied: a row is taken as it is", Matrix.map(rows, v -> Math.max(v, 0))),
                Slip.of("sigmoid is applied: a row is taken as it is", Matrix.map(rows, v -> 1 / (1 + Math.exp(-v)))),
                Slip.of("tanh is applied: a row is taken as it is", Matrix.map(rows, Math::tanh))));
        if (batchSize == numSteps) {
            slips.add(Slip.of("a square minibatch is not transposed: exchange its axes as those of any other",
                    rows(tokens, table, (t, b) -> tokens[t][b])));
        }
        if (table.length == table[0].length) {
            slips.add(Slip.of("columns of the table are looked up instead of rows", right(tokens, Matrix.transpose(table))));
        }
        return slips.toArray(Slip[]::new);
    }

    /** Returns the wrong rows of tokens that are turned into a number type that is too small for them. */
    public static Slip[] ofSmallTypes(int[][] tokens, double[][] table) {
        String words = "the tokens go through a number type that is too small (";
        String longer = "): keep int32 or int64, since a vocabulary may have thousands of tokens";
        return new Slip[] {
            Slip.of(words + "a byte, which ends at 127" + longer,
                    rows(tokens, table, (t, b) -> Math.floorMod((byte) tokens[b][t], table.length))),
            Slip.of(words + "uint8, which ends at 255" + longer, rows(tokens, table, (t, b) -> tokens[b][t] & 0xff)),
            Slip.of(words + "float16, which is exact up to 2048" + longer, rows(tokens, table,
                    (t, b) -> tokens[b][t] <= 2048 ? tokens[b][t] : Math.min(2 * (int) Math.rint(tokens[b][t] / 2.0), 2998)))};
    }

    /**
     * Returns the wrong gradients of a table, one for each known slip.
     *
     * @param weights the gradient of each row of the result
     */
    public static Slip[] ofGradient(int[][] tokens, int vocabSize, double[][] weights) {
        int batchSize = tokens.length;
        double[][] sums = new double[vocabSize][weights[0].length];
        double[][] first = new double[vocabSize][weights[0].length];
        double[][] last = new double[vocabSize][weights[0].length];
        int[] counts = new int[vocabSize];
        for (int i = 0; i < weights.length; i++) {
            int token = tokens[i % batchSize][i / batchSize];
            sums[token] = Matrix.plus(new double[][] {sums[token]}, weights[i])[0];
            first[token] = counts[token] == 0 ? weights[i] : first[token];
            last[token] = weights[i];
            counts[token]++;
        }
        double[][] means = Matrix.copy(sums);
        double[][] withoutFirst = Matrix.copy(sums);
        Arrays.fill(withoutFirst[0], 0);
        for (int token = 0; token < vocabSize; token++) {
            int count = Math.max(1, counts[token]);
            means[token] = Arrays.stream(means[token]).map(v -> v / count).toArray();
        }
        String once = "a token that comes more than once gets one of its gradients only: they are added";
        return new Slip[] {
            Slip.of("no gradient reaches the table: the rows are copied through Java, or cut off by stopGradient or duplicate",
                    new double[vocabSize][weights[0].length]),
            Slip.of("token 0's row gets no gradient: it is a token like the others, not padding", withoutFirst),
            Slip.of(once, first),
            Slip.of(once, last),
            Slip.of("the gradients of a token that comes more than once are averaged: they are added", means)};
    }

    /** Returns the rows of a table for the tokens that a wrong solution looks up, time first. */
    private static double[][] rows(int[][] tokens, double[][] table, Lookup lookup) {
        int batchSize = tokens.length;
        double[][] rows = new double[batchSize * tokens[0].length][];
        Arrays.setAll(rows, i -> table[lookup.token(i / batchSize, i % batchSize)]);
        return rows;
    }

    private static double[] normalized(double[] row) {
        double norm = Math.sqrt(Arrays.stream(row).map(v -> v * v).sum());
        return Arrays.stream(row).map(v -> v / norm).toArray();
    }
}
