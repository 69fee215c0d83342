// slip: Each time step keeps an axis of size 1.
// message: an axis of size 1 is left
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.transpose().expandDims(2), table, SparseFormat.DENSE).singletonOrThrow();
        return rows;
    }
}
