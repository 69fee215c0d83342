// slip: inputs.get("t:t+1") keeps an axis of size 1; the outputs are concatenated.
// message: before concat take inputs.get(t)
// counts: named
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray wXh = parameters.get(0);
        NDArray wHh = parameters.get(1);
        NDArray bH = parameters.get(2);
        NDArray wHq = parameters.get(3);
        NDArray bQ = parameters.get(4);

        NDArray h = state.get(0);
        NDList outputs = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            NDArray x = inputs.get(t + ":" + (t + 1));
            h = x.matMul(wXh).add(h.matMul(wHh)).add(bH).tanh();
            outputs.add(h.matMul(wHq).add(bQ));
        }
        return new RnnOutput(NDArrays.concat(outputs), new NDList(h));
    }
}
