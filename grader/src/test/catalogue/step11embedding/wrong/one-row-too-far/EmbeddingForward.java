// slip: Token 0 gets row 1.
// message: each index is off by one
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        return Embedding.embedding(tokens.transpose().add(1).mod(table.getShape().get(0)).toType(DataType.INT64, false), table, SparseFormat.DENSE).singletonOrThrow();
    }
}
