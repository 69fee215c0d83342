package org.rnnkit.grader.verify;

import java.util.Arrays;
import org.rnnkit.grader.worker.probe.Tensor;

/** Arrays as rows of doubles, and back. */
final class TensorRows {

    private TensorRows() {}

    /** The rows of an array: its last axis is the row, all before it count the rows. */
    static double[][] of(Tensor array) {
        int columns = (int) array.shape()[array.shape().length - 1];
        double[][] rows = new double[array.values().length / columns][columns];
        for (int i = 0; i < array.values().length; i++) {
            rows[i / columns][i % columns] = array.values()[i];
        }
        return rows;
    }

    /** The blocks of so many rows of an array, as its first axis has them. */
    static double[][][] blocks(Tensor array, int rowsEach) {
        double[][] rows = of(array);
        double[][][] blocks = new double[rows.length / rowsEach][][];
        Arrays.setAll(blocks, i -> Arrays.copyOfRange(rows, i * rowsEach, (i + 1) * rowsEach));
        return blocks;
    }

    /** The rows of an array of token indices. */
    static int[][] tokens(Tensor array) {
        return Arrays.stream(of(array)).map(row -> Arrays.stream(row).mapToInt(value -> (int) value).toArray())
                .toArray(int[][]::new);
    }

    /** Rows one behind the other. */
    static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Blocks of rows one behind the other. */
    static double[] flat(double[][][] blocks) {
        return Arrays.stream(blocks).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
    }
}
