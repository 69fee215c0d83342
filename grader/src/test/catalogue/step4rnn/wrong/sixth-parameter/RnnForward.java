// slip: The parameters are counted from 1.
// message: There is no parameter 5
// counts: named
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray wXh = parameters.get(1);
        NDArray wHh = parameters.get(2);
        NDArray bH = parameters.get(3);
        NDArray wHq = parameters.get(4);
        NDArray bQ = parameters.get(5);

        NDArray h = state.get(0);
        NDList outputs = new NDList();
        long numSteps = inputs.getShape().get(0);
        for (long t = 0; t < numSteps; t++) {
            NDArray x = inputs.get(t);
            h = x.matMul(wXh).add(h.matMul(wHh)).add(bH).tanh();
            outputs.add(h.matMul(wHq).add(bQ));
        }
        NDArray logits = NDArrays.concat(outputs);
        return new RnnOutput(logits, new NDList(h));
    }
}
