// slip: An axis for the vector is added before oneHot, which adds one itself.
// message: there is an axis too many
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().expandDims(2).oneHot(vocabSize);
    }
}
