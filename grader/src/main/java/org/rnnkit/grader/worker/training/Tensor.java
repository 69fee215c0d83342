package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A trained parameter on its way to the grader.
 *
 * @param shape its shape
 * @param values its values, row by row
 */
public record Tensor(long[] shape, @JsonIgnore float[] values) {

    /** No parameter of a right training is as large; a larger one does not fit into an answer's file either. */
    private static final int MAX_VALUES = 2_000_000;

    /** Rejects malformed arrays. */
    public Tensor {
        if (shape == null || values == null || shape.length == 0 || new Shape(shape).size() != values.length) {
            throw new IllegalArgumentException("no array: shape " + Arrays.toString(shape));
        }
    }

    /** Reads an array from a message. */
    @JsonCreator
    static Tensor read(@JsonProperty("shape") long[] shape, @JsonProperty("bytes") byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return new Tensor(shape, values);
    }

    /** Returns the values as a message has them: one text takes a tenth of the time that so many numbers take. */
    @JsonProperty
    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /**
     * Copies an array of a training.
     *
     * @throws IllegalStateException if it is missing or too large
     */
    public static Tensor of(NDArray array) {
        if (array == null) {
            throw new IllegalStateException("a parameter is null");
        }
        if (array.size() > MAX_VALUES) {
            throw new IllegalStateException("a parameter has shape " + array.getShape() + ", which is too large");
        }
        // This handle has no graph. Values of all other types are sent as floats.
        try (NDArray values = array.stopGradient(); NDArray floats = values.toType(DataType.FLOAT32, false)) {
            return new Tensor(array.getShape().getShape(), floats.toFloatArray());
        }
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
}
