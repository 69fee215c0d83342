// slip: The vocabulary's size is written into the code instead of the argument.
// message: 28 is written into the code: use vocabSize
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().oneHot(28);
    }
}
