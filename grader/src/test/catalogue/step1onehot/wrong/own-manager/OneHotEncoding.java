// slip: The result is made on a manager of its own that nobody closes.
// message: the encoding stays open when the manager of the tokens is closed
// counts: named
// results: right
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDManager manager = NDManager.newBaseManager();
        NDArray indices = manager.create(tokens.toType(DataType.INT64, false).toLongArray(), tokens.getShape());
        return indices.transpose().oneHot(vocabSize);
    }
}
