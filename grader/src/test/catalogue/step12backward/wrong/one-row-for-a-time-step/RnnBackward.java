// slip: One row of the gradient of the logits is taken for a time step.
// message: logitsGradient has a row for each sequence
// counts: named
package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        NDArray dH = logitsGradient.get(0).matMul(parameters.get(3).transpose());
        NDArray x = inputs.get(0);
        return new NDList(x.transpose().matMul(dH), dH, dH, dH, dH);
    }
}
