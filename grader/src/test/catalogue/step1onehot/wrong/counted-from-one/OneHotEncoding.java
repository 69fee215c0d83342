// slip: Tokens are counted from 1, so that index 0 gets a vector of zeros.
// message: tokens are counted from 1
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDArray all = tokens.getManager().arange(1, vocabSize + 1, 1, DataType.INT64);
        NDArray index = tokens.transpose().toType(DataType.INT64, false).expandDims(2);
        return index.eq(all).toType(DataType.FLOAT32, false);
    }
}
