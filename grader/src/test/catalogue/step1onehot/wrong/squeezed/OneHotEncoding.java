// slip: Squeezing drops the batch's axis when there is one sequence, and time's when there is one step.
// message: the encoding has shape
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().oneHot(vocabSize).squeeze();
    }
}
