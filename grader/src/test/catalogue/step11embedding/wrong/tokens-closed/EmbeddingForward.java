// slip: The tokens are closed afterwards.
// message: embed closed the array of tokens
// counts: named
// results: right
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.transpose(), table, SparseFormat.DENSE).singletonOrThrow();
        tokens.close();
        return rows;
    }
}
