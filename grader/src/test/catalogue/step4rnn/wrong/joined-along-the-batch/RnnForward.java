// slip: Inputs and state are joined along the batch.
// message: they are joined side by side: x.concat(h, 1)
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
        NDArray w = parameters.get(0).concat(parameters.get(1), 0);
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            h = inputs.get(t).concat(h).matMul(w).add(parameters.get(2)).tanh();
            logits.add(h.matMul(parameters.get(3)).add(parameters.get(4)));
        }
        return new RnnOutput(NDArrays.concat(logits), new NDList(h));
    }
}
