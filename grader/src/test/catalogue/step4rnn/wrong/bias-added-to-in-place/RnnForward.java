// slip: The sum is made in place, in the bias.
// message: An operation in place (addi) would write
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
            h = parameters.get(2).addi(inputs.get(t).matMul(parameters.get(0))).add(h.matMul(parameters.get(1))).tanh();
            logits.add(h.matMul(parameters.get(3)).add(parameters.get(4)));
        }
        return new RnnOutput(NDArrays.concat(logits), new NDList(h));
    }
}
