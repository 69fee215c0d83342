// slip: Time does not come first: the batch is still on the first axis.
// message: time is not the first axis: exchange the first two axes
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.oneHot(vocabSize);
    }
}
