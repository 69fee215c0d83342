// slip: Squeezing drops the batch's axis when there is one sequence, and time's when there is one step.
// message: axes of size 1 are dropped
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().oneHot(vocabSize).squeeze();
    }
}
