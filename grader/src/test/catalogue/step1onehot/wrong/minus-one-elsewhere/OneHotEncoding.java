// slip: The places without the token hold -1 instead of 0.
// message: -1 stands where 0 should
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().oneHot(vocabSize).mul(2).sub(1);
    }
}
