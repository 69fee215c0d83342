// slip: The tokens are flipped instead of transposed, then transposed.
// message: the sequences stand in reverse order
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.flip(0).transpose().oneHot(vocabSize);
    }
}
