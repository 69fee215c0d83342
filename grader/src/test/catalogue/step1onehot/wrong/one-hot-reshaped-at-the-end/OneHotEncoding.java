// slip: The finished vectors are reshaped to time-major, which does not move them; transpose.
// message: the tokens are reshaped instead of transposed
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        long batchSize = tokens.getShape().get(0);
        long numSteps = tokens.getShape().get(1);
        NDArray oneHot = tokens.oneHot(vocabSize);
        return oneHot.reshape(numSteps, batchSize, vocabSize);
    }
}
