// slip: The loop takes a sequence, not a time step.
// message: At step t take inputs.get(t)
// counts: named
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray h = state.get(0);
        NDList logits = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            h = inputs.get(":, {}", t).matMul(parameters.get(0)).add(h.matMul(parameters.get(1))).add(parameters.get(2)).tanh();
            logits.add(h.matMul(parameters.get(3)).add(parameters.get(4)));
        }
        return new RnnOutput(NDArrays.concat(logits), new NDList(h));
    }
}
