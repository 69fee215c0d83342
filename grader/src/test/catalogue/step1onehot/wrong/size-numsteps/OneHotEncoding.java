// slip: oneHot gets numSteps where vocabSize should be.
// message: numSteps is given to oneHot where vocabSize should
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.transpose().oneHot((int) tokens.getShape().get(1));
    }
}
