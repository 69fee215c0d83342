package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * An array on its way between two processes.
 *
 * @param shape its shape
 * @param type its data type, such as "float32"
 * @param values its values, row by row
 */
public record Tensor(long[] shape, String type, @JsonIgnore float[] values) {

    /** No right answer is as large; a larger one does not fit into an answer's file either. */
    private static final int MAX_VALUES = 2_000_000;

    /** Rejects malformed arrays. */
    public Tensor {
        if (shape == null || type == null || values == null || new Shape(shape).size() != values.length) {
            throw new IllegalArgumentException("no array: shape " + Arrays.toString(shape) + ", type " + type);
        }
    }

    /** Reads an array from a message. */
    @JsonCreator
    static Tensor read(@JsonProperty("shape") long[] shape, @JsonProperty("type") String type,
            @JsonProperty("bytes") byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return new Tensor(shape, type, values);
    }

    /** Returns the values as a message has them: one text takes a tenth of the time that so many numbers take. */
    @JsonProperty
    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Makes a float32 array of this shape. */
    public static Tensor of(double[] values, long... shape) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(shape, "float32", floats);
    }

    /** Makes a matrix, float32 [rows, columns]. */
    public static Tensor of(double[][] rows) {
        return of(flat(rows), rows.length, rows[0].length);
    }

    /** Makes a matrix of token indices, int32 [rows, columns]. */
    public static Tensor of(int[][] rows) {
        return of(Arrays.stream(rows).map(row -> Arrays.stream(row).asDoubleStream().toArray())
                .toArray(double[][]::new)).withType("int32");
    }

    /** Joins rows into one array. */
    public static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Tells whether two arrays have the same shape, type and values. */
    boolean isSame(Tensor other) {
        return Arrays.equals(shape, other.shape) && type.equals(other.type) && Arrays.equals(values, other.values);
    }

    /** Returns the same values in another shape. */
    public Tensor withShape(long... newShape) {
        return new Tensor(newShape, type, values);
    }

    /** Returns the same values with another data type. */
    public Tensor withType(String newType) {
        return new Tensor(shape, newType, values);
    }

    /** Returns the rows. The last axis is the length of a row; the other axes together count the rows. */
    public double[][] rows() {
        int columns = (int) shape[shape.length - 1];
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    /** Returns the rows in blocks of {@code rowsEach}, one block for each index of the first axis. */
    public double[][][] blocks(int rowsEach) {
        double[][] rows = rows();
        double[][][] blocks = new double[rows.length / rowsEach][][];
        Arrays.setAll(blocks, i -> Arrays.copyOfRange(rows, i * rowsEach, (i + 1) * rowsEach));
        return blocks;
    }

    /** Returns the rows of an array of token indices. */
    public int[][] tokens() {
        return Arrays.stream(rows()).map(row -> Arrays.stream(row).mapToInt(value -> (int) value).toArray())
                .toArray(int[][]::new);
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
