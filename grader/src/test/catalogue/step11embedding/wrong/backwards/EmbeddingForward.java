// slip: The time steps stand in reverse order.
// message: the time steps stand in reverse order
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        return Embedding.embedding(tokens.flip(1).transpose(), table, SparseFormat.DENSE).singletonOrThrow();
    }
}
