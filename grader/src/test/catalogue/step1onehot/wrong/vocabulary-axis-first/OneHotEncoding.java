// slip: All three axes are reversed, so that the vocabulary comes first.
// message: the one-hot axis stands first
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.oneHot(vocabSize).transpose();
    }
}
