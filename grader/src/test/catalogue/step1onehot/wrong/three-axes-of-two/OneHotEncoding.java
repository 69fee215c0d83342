// slip: transpose(1, 0, 2) is called before oneHot, when there are two axes.
// message: transpose names 3 axes, but the array has 2
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose(1, 0, 2).oneHot(vocabSize);
    }
}
