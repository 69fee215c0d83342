// slip: oneHot gets the largest token of the minibatch.
// message: oneHot was given a smaller number than vocabSize
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        int size = (int) tokens.max().toType(DataType.INT64, false).getLong();
        return tokens.transpose().oneHot(size);
    }
}
