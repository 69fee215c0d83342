// slip: 28 is written into the code, and time is not first.
// message: 28 is written into the code, and time is not the first axis
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.oneHot(28);
    }
}
