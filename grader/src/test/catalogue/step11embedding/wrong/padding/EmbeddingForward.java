// slip: Token 0 is taken for padding.
// message: token 0 gets zeros
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.transpose(), table, SparseFormat.DENSE).singletonOrThrow();
        return rows.mul(tokens.transpose().expandDims(2).neq(0).toType(rows.getDataType(), false));
    }
}
