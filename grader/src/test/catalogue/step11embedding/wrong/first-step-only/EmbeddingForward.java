// slip: Only the first time step is looked up.
// message: only the first time step is looked up
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.get(":, 0"), table, SparseFormat.DENSE).singletonOrThrow();
        return rows;
    }
}
