package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.EnumMap;
import java.util.Map;

/**
 * The order of a matrix's elements in memory. With one of the two orders MKL multiplies up to a third faster. Which one depends
 * on the processor. On the processors that were tried, the products are the same in every bit.
 */
enum MatrixLayout {

    BY_ROWS, BY_COLUMNS;

    private static final int ROUNDS = 10;
    private static final int STEPS = 16;

    MatrixLayout other() {
        return this == BY_ROWS ? BY_COLUMNS : BY_ROWS;
    }

    /** Returns the same matrix in this layout. The given one must be laid out by rows; a parameter is. */
    NDArray of(NDArray matrix) {
        return this == BY_ROWS ? matrix
                : matrix.transpose().flatten().reshape(matrix.getShape().get(1), matrix.getShape().get(0)).transpose();
    }

    /**
     * Measures which layout of a matrix is faster on the right of a product, in some milliseconds.
     *
     * @param matrix the matrix, laid out by rows
     * @param rows the number of rows of the matrix on the left
     * @return the faster layout
     */
    static MatrixLayout fasterFor(NDArray matrix, long rows) {
        Map<MatrixLayout, Long> shortest = new EnumMap<>(MatrixLayout.class);
        try (NDManager manager = matrix.getManager().newSubManager()) {
            NDArray right = matrix.stopGradient();
            right.attach(manager);
            for (int round = 0; round < ROUNDS; round++) {
                for (MatrixLayout layout : values()) {
                    NDArray laidOut = layout.of(right);
                    NDArray left = manager.ones(new Shape(rows, matrix.getShape().get(0)));
                    long start = System.nanoTime();
                    for (int step = 0; step < STEPS; step++) {
                        left = left.matMul(laidOut);
                    }
                    left.getFloat(0, 0); // waits for a GPU
                    // Another process can only make the products slower.
                    shortest.merge(layout, System.nanoTime() - start, Math::min);
                }
            }
        }
        return shortest.get(BY_COLUMNS) < shortest.get(BY_ROWS) ? BY_COLUMNS : BY_ROWS;
    }
}
