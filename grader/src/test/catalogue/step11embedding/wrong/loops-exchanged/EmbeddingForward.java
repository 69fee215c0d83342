// slip: The bounds of the loops over batch and time are exchanged.
// message: check which axis each loop walks
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDList steps = new NDList();
        for (long t = 0; t < tokens.getShape().get(0); t++) {
            NDList rows = new NDList();
            for (long i = 0; i < tokens.getShape().get(1); i++) {
                rows.add(table.get(tokens.toType(DataType.INT64, true).getLong(i, t)));
            }
            steps.add(NDArrays.stack(rows));
        }
        return NDArrays.stack(steps);
    }
}
