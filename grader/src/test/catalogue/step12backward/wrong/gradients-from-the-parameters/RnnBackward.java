// slip: The gradients are taken from the parameters.
// message: no gradient collector runs in this step
// counts: named
package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        NDList result = new NDList();
        for (NDArray parameter : parameters) {
            result.add(parameter.getGradient().duplicate());
        }
        return result;
    }
}
