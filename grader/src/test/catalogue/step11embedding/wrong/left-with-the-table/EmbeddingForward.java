// slip: The table is indexed, so that the rows stay with the model.
// message: embed left 1 array on the table's manager
// counts: named
// results: right
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        return table.get(tokens.transpose().toType(DataType.INT64, false));
    }
}
