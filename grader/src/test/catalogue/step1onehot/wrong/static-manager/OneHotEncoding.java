// slip: The unit matrix is kept on a static manager; the rows taken from it stay there.
// message: the encoding stays open when the manager of the tokens is closed
// counts: named
// results: right
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private static final NDManager MANAGER = NDManager.newBaseManager();

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDArray unit = MANAGER.eye(vocabSize);
        NDArray indices = tokens.transpose().toType(DataType.INT64, false);
        return unit.get(indices.flatten()).reshape(indices.getShape().get(0), indices.getShape().get(1), vocabSize);
    }
}
