// slip: Time and batch become one axis.
// message: time and batch are flattened into one axis
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        return Embedding.embedding(tokens.transpose().flatten(), table, SparseFormat.DENSE).singletonOrThrow();
    }
}
