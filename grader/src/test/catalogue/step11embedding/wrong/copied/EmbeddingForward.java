// slip: The table is copied before it is used.
// message: The rows must lead back to the table
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.transpose(), table.duplicate(), SparseFormat.DENSE).singletonOrThrow();
        return rows;
    }
}
