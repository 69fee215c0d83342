// slip: transpose names two of the three axes.
// message: transpose names 2 axes, but the array has 3
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.oneHot(vocabSize).transpose(1, 0);
    }
}
