package org.rnnkit.grader.verify;

import java.util.Arrays;
import org.rnnkit.grader.worker.probe.Tensor;

/** A converter from tensors to rows of doubles, and from rows to flat arrays. */
final class TensorRows {

    private TensorRows() {}

    /** Returns a tensor's rows. The last axis is the length of a row; the other axes together count the rows. */
    static double[][] of(Tensor array) {
        int columns = (int) array.shape()[array.shape().length - 1];
        double[][] rows = new double[array.values().length / columns][columns];
        for (int i = 0; i < array.values().length; i++) {
            rows[i / columns][i % columns] = array.values()[i];
        }
        return rows;
    }

    /** Splits a tensor's rows into blocks of {@code rowsEach} rows, one block for each index of the first axis. */
    static double[][][] blocks(Tensor array, int rowsEach) {
        double[][] rows = of(array);
        double[][][] blocks = new double[rows.length / rowsEach][][];
        Arrays.setAll(blocks, i -> Arrays.copyOfRange(rows, i * rowsEach, (i + 1) * rowsEach));
        return blocks;
    }

    /** Returns the rows of a tensor of token indices. */
    static int[][] tokens(Tensor array) {
        return Arrays.stream(of(array)).map(row -> Arrays.stream(row).mapToInt(value -> (int) value).toArray())
                .toArray(int[][]::new);
    }

    /** Joins rows into one array. */
    static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Joins blocks of rows into one array. */
    static double[] flat(double[][][] blocks) {
        return Arrays.stream(blocks).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
    }
}
