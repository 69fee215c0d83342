// style: Multiplies [X, H] by W_xh and W_hh put one below the other.
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray weights = parameters.get(0).concat(parameters.get(1), 0);
        NDArray h = state.get(0);
        NDList hs = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            h = inputs.get(t).concat(h, 1).matMul(weights).add(parameters.get(2)).tanh();
            hs.add(h);
        }
        NDArray all = NDArrays.stack(hs);
        NDArray logits = all.matMul(parameters.get(3)).add(parameters.get(4));
        return new RnnOutput(logits.reshape(-1, parameters.get(4).size()), new NDList(h));
    }
}
