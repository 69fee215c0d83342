// slip: The sequences are reversed.
// message: the sequences stand in reverse order
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.flip(0).transpose(), table, SparseFormat.DENSE).singletonOrThrow();
        return rows;
    }
}
