// slip: The logits begin as null.
// message: is null when concat is called on it
// counts: named
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray h = state.get(0);
        NDArray logits = null;
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            h = inputs.get(t).matMul(parameters.get(0)).add(h.matMul(parameters.get(1))).add(parameters.get(2)).tanh();
            logits = logits.concat(h.matMul(parameters.get(3)).add(parameters.get(4)));
        }
        return new RnnOutput(logits, new NDList(h));
    }
}
