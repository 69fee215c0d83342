// style: The transposed tokens are flattened, and the rows put back into three axes.
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        long batchSize = tokens.getShape().get(0);
        NDArray flat = tokens.toType(DataType.INT64, false).swapAxes(0, 1).flatten();
        NDArray rows = Embedding.embedding(flat, table, SparseFormat.DENSE).head();
        return rows.reshape(-1, batchSize, table.getShape().get(1));
    }
}
