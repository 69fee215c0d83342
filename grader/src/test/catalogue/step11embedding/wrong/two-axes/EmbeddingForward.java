// slip: The rows of a time step stand side by side.
// message: put side by side into one axis
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.transpose(), table, SparseFormat.DENSE).singletonOrThrow();
        return rows.reshape(tokens.getShape().get(1), -1);
    }
}
