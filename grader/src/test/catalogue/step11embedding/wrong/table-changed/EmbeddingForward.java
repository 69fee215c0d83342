// slip: The row of token 0 is set to zeros in place.
// message: token 0 gets zeros
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        try (NDArray values = table.stopGradient(); NDArray first = values.get("0:1")) {
            first.muli(0);
        }
        return Embedding.embedding(tokens.transpose(), table, SparseFormat.DENSE).singletonOrThrow();
    }
}
