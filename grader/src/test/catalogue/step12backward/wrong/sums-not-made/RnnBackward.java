// slip: The sums of the gradients are never made.
// message: of a Java array is null when add is called on it
// counts: named
package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        NDArray[] sums = new NDArray[5];
        for (long t = inputs.getShape().get(0) - 1; t >= 0; t--) {
            NDArray x = inputs.get(t);
            sums[0] = sums[0].add(x.transpose().matMul(x));
        }
        return new NDList(sums);
    }
}
