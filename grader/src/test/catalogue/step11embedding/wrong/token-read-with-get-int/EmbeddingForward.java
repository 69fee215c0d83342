// slip: The tokens are read with getInt.
// message: Tokens come as int32 or as int64
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDList steps = new NDList();
        for (long t = 0; t < tokens.getShape().get(1); t++) {
            NDList rows = new NDList();
            for (long i = 0; i < tokens.getShape().get(0); i++) {
                rows.add(table.get(tokens.getInt(i, t)));
            }
            steps.add(NDArrays.stack(rows));
        }
        return NDArrays.stack(steps);
    }
}
