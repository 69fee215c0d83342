// slip: Every state is in the list that comes back.
// message: must be a list of one array, but has
// counts: symptom
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
        NDList states = new NDList();
        NDList outputs = new NDList();
        long numSteps = inputs.getShape().get(0);
        for (long t = 0; t < numSteps; t++) {
            NDArray x = inputs.get(t);
            h = x.matMul(wXh).add(h.matMul(wHh)).add(bH).tanh();
            outputs.add(h.matMul(wHq).add(bQ));
            states.add(h);
        }
        NDArray logits = NDArrays.concat(outputs);
        return new RnnOutput(logits, states);
    }
}
