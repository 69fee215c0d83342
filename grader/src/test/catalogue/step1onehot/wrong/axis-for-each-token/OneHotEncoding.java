// slip: Every token stays a number on an axis of its own.
// message: every token is still one number
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().expandDims(2).toType(DataType.FLOAT32, false);
    }
}
