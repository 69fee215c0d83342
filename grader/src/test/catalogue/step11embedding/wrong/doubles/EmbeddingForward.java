// slip: The rows come back as float64.
// message: has data type float64, expected float32
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.transpose(), table, SparseFormat.DENSE).singletonOrThrow();
        return rows.toType(ai.djl.ndarray.types.DataType.FLOAT64, false);
    }
}
