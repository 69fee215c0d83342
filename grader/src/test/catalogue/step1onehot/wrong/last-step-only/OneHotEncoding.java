// slip: Only the last time step is returned: the variable is overwritten in the loop.
// message: only one time step is returned
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDArray result = null;
        for (long t = 0; t < tokens.getShape().get(1); t++) {
            result = tokens.get(":, {}", t).oneHot(vocabSize);
        }
        return result;
    }
}
