package org.rnnkit.testkit.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;

/** The result of step 11, and the wrong ones, one for each known slip. */
public final class EmbeddingSlips {

    private static final String OFF_BY_ONE = "each index is off by one: token 0 must get row 0";
    private static final String SCALED = "the rows are scaled: a row is taken as it is";

    private EmbeddingSlips() {}

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
        double root = Math.sqrt(table[0].length);
        double[][] withoutFirst = Matrix.copy(table);
        Arrays.fill(withoutFirst[0], 0);
        double[][] reversedTable = new double[table.length][];
        Arrays.setAll(reversedTable, i -> table[last - i]);
        List<Slip> slips = new ArrayList<>(List.of(
                Slip.of("the result is reshaped where axes must be exchanged: the shape is right, but rows mix",
                        right(flat(tokens), table)),
                Slip.of(OFF_BY_ONE, right(map(tokens, t -> (t + 1) % table.length), table)),
                Slip.of(OFF_BY_ONE, right(map(tokens, t -> Math.floorMod(t - 1, table.length)), table)),
                Slip.of(OFF_BY_ONE, right(map(tokens, t -> Math.min(t + 1, last)), table)),
                Slip.of(OFF_BY_ONE, right(map(tokens, t -> Math.max(t - 1, 0)), table)),
                Slip.of("the last token gets the row before the last: its index is vocabSize - 1",
                        right(map(tokens, t -> Math.min(t, last - 1)), table)),
                Slip.of("the rows of the table are counted from the end", right(tokens, reversedTable)),
                Slip.of("token 0 gets zeros: it is a token like the others", right(tokens, withoutFirst)),
                Slip.of("the time steps stand in reverse order", right(reversedRows(tokens), table)),
                Slip.of("the sequences stand in reverse order", right(reversed(tokens), table)),
                Slip.of("every time step looks up the tokens of the first one", right(firstStep(tokens, numSteps), table)),
                Slip.of("only the first time step is looked up", Arrays.copyOf(rows, batchSize)),
                Slip.of("only the last time step is looked up",
                        Arrays.copyOfRange(rows, rows.length - batchSize, rows.length)),
                Slip.of("only the first sequence is looked up", right(new int[][] {tokens[0]}, table)),
                Slip.of("the first time step is left out", Arrays.copyOfRange(rows, batchSize, rows.length)),
                Slip.of("the last time step is left out", Arrays.copyOf(rows, rows.length - batchSize)),
                Slip.of("the rows of a sequence are added up; each token keeps its own", sums),
                Slip.of("the mean over the time steps is taken; each token keeps its own row",
                        Matrix.map(sums, v -> v / numSteps)),
                Slip.of("the table is cut to whole numbers", Matrix.map(rows, v -> (int) v)),
                Slip.of(SCALED, Matrix.map(rows, v -> v * root)),
                Slip.of(SCALED, Matrix.map(rows, v -> v / root)),
                Slip.of(SCALED + " (here it is divided by its norm)", Arrays.stream(rows).map(EmbeddingSlips::normalized)
                        .toArray(double[][]::new)),
                Slip.of("softmax is applied: a row is taken as it is",
                        Arrays.stream(rows).map(CrossEntropy::softmax).toArray(double[][]::new)),
                Slip.of("relu is applied: a row is taken as it is", Matrix.map(rows, v -> Math.max(v, 0))),
                Slip.of("sigmoid is applied: a row is taken as it is", Matrix.map(rows, v -> 1 / (1 + Math.exp(-v)))),
                Slip.of("tanh is applied: a row is taken as it is", Matrix.map(rows, Math::tanh))));
        if (table.length == table[0].length) {
            slips.add(Slip.of("columns of the table are looked up instead of rows", right(tokens, Matrix.transpose(table))));
        }
        return slips.toArray(Slip[]::new);
    }

    /** Returns the tokens as a single sequence, batch first. */
    private static int[][] flat(int[][] tokens) {
        return new int[][] {Arrays.stream(tokens).flatMapToInt(Arrays::stream).toArray()};
    }

    private static double[] normalized(double[] row) {
        double norm = Math.sqrt(Arrays.stream(row).map(v -> v * v).sum());
        return Arrays.stream(row).map(v -> v / norm).toArray();
    }

    private static int[][] firstStep(int[][] tokens, int numSteps) {
        return Arrays.stream(tokens).map(row -> {
            int[] same = new int[numSteps];
            Arrays.fill(same, row[0]);
            return same;
        }).toArray(int[][]::new);
    }

    private static int[][] map(int[][] tokens, IntUnaryOperator index) {
        return Arrays.stream(tokens).map(row -> Arrays.stream(row).map(index).toArray()).toArray(int[][]::new);
    }

    private static int[][] reversed(int[][] tokens) {
        int[][] reversed = new int[tokens.length][];
        Arrays.setAll(reversed, i -> tokens[tokens.length - 1 - i]);
        return reversed;
    }

    private static int[][] reversedRows(int[][] tokens) {
        return Arrays.stream(tokens).map(row -> {
            int[] backwards = new int[row.length];
            Arrays.setAll(backwards, i -> row[row.length - 1 - i]);
            return backwards;
        }).toArray(int[][]::new);
    }
}
