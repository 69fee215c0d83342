// slip: An array of the right shape is made, but nothing is written into it.
// message: nothing is set to 1
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        return tokens.getManager().zeros(new Shape(tokens.getShape().get(1), tokens.getShape().get(0), vocabSize));
    }
}
