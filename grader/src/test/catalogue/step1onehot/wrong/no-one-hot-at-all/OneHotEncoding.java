// slip: The tokens are only turned into floats; no token has a vector of its own.
// message: nothing is encoded: every token becomes a vector
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().toType(DataType.FLOAT32, false);
    }
}
