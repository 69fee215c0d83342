package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Locale;

/**
 * An array on its way between two processes.
 *
 * @param shape its shape
 * @param type its data type, such as "float32"
 * @param values its values, row by row
 */
public record Tensor(long[] shape, String type, float[] values) {

    /** No right answer is as large; a larger one does not fit into an answer's file either. */
    private static final int MAX_VALUES = 2_000_000;

    /** Rejects malformed arrays. */
    public Tensor {
        if (shape == null || type == null || values == null || new Shape(shape).size() != values.length) {
            throw new IllegalArgumentException("no array: shape " + Arrays.toString(shape) + ", type " + type);
        }
    }

    /**
     * Makes a float32 array.
     *
     * @param values its values, row by row
     * @param shape its shape
     * @return the array
     */
    public static Tensor of(double[] values, long... shape) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(shape, "float32", floats);
    }

    /**
     * Makes a matrix of rows.
     *
     * @param rows the values
     * @return float32 [rows, columns]
     */
    public static Tensor of(double[][] rows) {
        return of(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), rows.length, rows[0].length);
    }

    /**
     * Makes an array of token indices.
     *
     * @param rows the indices
     * @return int32 [rows, columns]
     */
    public static Tensor of(int[][] rows) {
        Tensor floats = of(Arrays.stream(rows).map(row -> Arrays.stream(row).asDoubleStream().toArray())
                .toArray(double[][]::new));
        return new Tensor(floats.shape, "int32", floats.values);
    }

    /** Copies an array of a step. */
    static Tensor of(String name, NDArray array) {
        if (array == null) {
            throw new IllegalStateException(name + " is null");
        }
        if (array.size() > MAX_VALUES) {
            throw new IllegalStateException(name + " has shape " + array.getShape() + ", which is too large to check");
        }
        // This handle has no graph. Values of all other types are sent as floats.
        try (NDArray values = array.stopGradient(); NDArray floats = values.toType(DataType.FLOAT32, false)) {
            return new Tensor(array.getShape().getShape(), array.getDataType().name().toLowerCase(Locale.ROOT),
                    floats.toFloatArray());
        }
    }

    /** Makes the array on a manager, where a step can use it. */
    NDArray on(NDManager manager) {
        // If the type stays the same this is not a copy, so the first array must live as long as the manager.
        return manager.create(values, new Shape(shape)).toType(DataType.valueOf(type.toUpperCase(Locale.ROOT)), false);
    }
}
