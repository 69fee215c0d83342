// slip: The rows are not taken out of the scope.
// message: is closed already when it comes back
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return Embedding.embedding(tokens.transpose(), table, SparseFormat.DENSE).singletonOrThrow();
        }
    }
}
