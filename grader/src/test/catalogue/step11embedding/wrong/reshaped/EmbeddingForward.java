// slip: The result is reshaped instead of transposed.
// message: the result is reshaped where axes must be exchanged
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        return Embedding.embedding(tokens, table, SparseFormat.DENSE).singletonOrThrow()
                .reshape(tokens.getShape().get(1), tokens.getShape().get(0), table.getShape().get(1));
    }
}
