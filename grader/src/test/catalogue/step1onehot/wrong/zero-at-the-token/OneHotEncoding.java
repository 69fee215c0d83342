// slip: On and off value are swapped: the vector is 0 at the token and 1 elsewhere.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().oneHot(vocabSize, 0, 1, DataType.FLOAT32);
    }
}
