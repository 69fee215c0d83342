// slip: The rows go through Java, and no gradient comes back.
// message: The rows must lead back to the table
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        return rows(tokens, table.toFloatArray(), (int) table.getShape().get(1));
    }

    private static NDArray rows(NDArray tokens, float[] table, int embedSize) {
        Number[] indices = tokens.transpose().toArray();
        float[] rows = new float[indices.length * embedSize];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = table[indices[i / embedSize].intValue() * embedSize + i % embedSize];
        }
        return tokens.getManager().create(rows, new Shape(tokens.getShape().get(1), tokens.getShape().get(0), embedSize));
    }
}
