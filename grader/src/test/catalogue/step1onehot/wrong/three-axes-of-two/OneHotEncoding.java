// slip: transpose(1, 0, 2) is called before oneHot, when there are two axes.
// message: Tokens have two axes, 0 and 1; what oneHot returns has three
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose(1, 0, 2).oneHot(vocabSize);
    }
}
