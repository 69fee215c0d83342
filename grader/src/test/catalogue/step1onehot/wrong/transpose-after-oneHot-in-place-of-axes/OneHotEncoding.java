// slip: oneHot first and transpose(2, 0, 1): the wrong names of axes.
// message: the one-hot axis stands first; it must be the last
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.oneHot(vocabSize).transpose(2, 0, 1);
    }
}
