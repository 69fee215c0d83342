// slip: 0 and 1 are swapped: the vector is 0 at the token and 1 elsewhere.
// message: 0 and 1 are exchanged
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDArray oneHot = tokens.transpose().oneHot(vocabSize);
        return oneHot.onesLike().sub(oneHot);
    }
}
