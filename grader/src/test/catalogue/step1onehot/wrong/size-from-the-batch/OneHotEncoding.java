// slip: The vector's length is the largest token of the minibatch plus 1, not vocabSize.
// message: a vector is as long as the largest token of the minibatch asks for
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        int size = (int) tokens.max().toType(DataType.INT64, false).getLong() + 1;
        return tokens.transpose().oneHot(size);
    }
}
