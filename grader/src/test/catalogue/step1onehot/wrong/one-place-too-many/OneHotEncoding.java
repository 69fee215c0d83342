// slip: The vectors have vocabSize + 1 places.
// message: there is one place too many
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().oneHot(vocabSize + 1);
    }
}
