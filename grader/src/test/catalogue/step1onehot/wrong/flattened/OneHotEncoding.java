// slip: Batch and time are flattened into one axis.
// message: time and batch are flattened into one axis
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().flatten().oneHot(vocabSize);
    }
}
