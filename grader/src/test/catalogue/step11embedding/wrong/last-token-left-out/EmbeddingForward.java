// slip: The index is cut to vocabSize - 2.
// message: the last token gets the row before the last
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDArray rows = Embedding.embedding(tokens.transpose().clip(0, table.getShape().get(0) - 2), table, SparseFormat.DENSE).singletonOrThrow();
        return rows;
    }
}
