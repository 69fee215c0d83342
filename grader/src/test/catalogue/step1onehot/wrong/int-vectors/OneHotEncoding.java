// slip: The vectors are int32; the network multiplies them by float32 weights.
// message: the encoding has data type int
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().oneHot(vocabSize, DataType.INT32);
    }
}
