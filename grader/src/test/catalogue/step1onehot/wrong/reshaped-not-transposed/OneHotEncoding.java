// slip: Reshaping to [numSteps, batchSize] mixes the rows up; it is not a transpose.
// message: the tokens are reshaped instead of transposed
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        long batchSize = tokens.getShape().get(0);
        long numSteps = tokens.getShape().get(1);
        return tokens.reshape(numSteps, batchSize).oneHot(vocabSize);
    }
}
