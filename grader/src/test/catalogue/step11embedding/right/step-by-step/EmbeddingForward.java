// style: Each time step is looked up alone, and the steps are stacked.
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        NDList steps = new NDList();
        for (long t = 0; t < tokens.getShape().get(1); t++) {
            NDArray rows = Embedding.embedding(tokens.get(":, {}", t), table, SparseFormat.DENSE).singletonOrThrow();
            steps.add(rows.expandDims(0));
        }
        return steps.size() == 1 ? steps.get(0) : NDArrays.concat(steps, 0);
    }
}
