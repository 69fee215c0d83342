// slip: One-hot vectors are multiplied element by element.
// message: (mul); the product of matrices is matMul
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = tokens.transpose().oneHot((int) table.getShape().get(0)).expandDims(3).mul(table);
        return rows;
    }
}
