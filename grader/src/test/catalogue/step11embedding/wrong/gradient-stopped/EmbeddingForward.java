// slip: The table is taken out of the graph.
// message: The rows must lead back to the table
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        return Embedding.embedding(tokens.transpose(), table.stopGradient(), SparseFormat.DENSE).singletonOrThrow();
    }
}
