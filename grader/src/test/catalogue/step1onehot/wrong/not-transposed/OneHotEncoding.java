// slip: Time does not come first: the batch is still on the first axis.
// message: the tokens are not transposed: time must be the first axis
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.oneHot(vocabSize);
    }
}
