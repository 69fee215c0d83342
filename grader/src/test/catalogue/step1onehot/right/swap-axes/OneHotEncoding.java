// style: swapAxes after the encoding, type given by hand.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDArray vectors = tokens.oneHot(vocabSize, DataType.FLOAT32);
        return vectors.swapAxes(0, 1);
    }
}
