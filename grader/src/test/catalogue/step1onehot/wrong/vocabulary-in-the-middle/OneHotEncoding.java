// slip: The last two axes are swapped instead of the first two.
// message: the one-hot axis stands in the middle; it must be the last
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.oneHot(vocabSize).transpose(0, 2, 1);
    }
}
