// slip: The result is computed but null is returned.
// message: the encoding is null
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDArray oneHot = tokens.transpose().oneHot(vocabSize);
        oneHot.close();
        return null;
    }
}
