// slip: The row becomes the second axis.
// message: the row is not the last axis
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.transpose(), table, SparseFormat.DENSE).singletonOrThrow();
        return rows.transpose(0, 2, 1);
    }
}
