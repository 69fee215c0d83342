// slip: The loop's counter never moves on, so the loop never ends.
// message: took longer than
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDArray result = null;
        long t = 0;
        while (t < tokens.getShape().get(1)) {
            result = tokens.transpose().oneHot(vocabSize);
        }
        return result;
    }
}
