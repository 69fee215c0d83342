// slip: The new state replaces the old one in the list given.
// message: the list of the state given was changed: put the new state into a new list
// counts: named
// results: right
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
            NDArray x = inputs.get(t);
            h = x.matMul(wXh).add(h.matMul(wHh)).add(bH).tanh();
            NDArray y = h.matMul(wHq).add(bQ);
            outputs.add(y);
        }
        NDArray logits = NDArrays.concat(outputs, 0);
        state.set(0, h);
        return new RnnOutput(logits, state);
    }
}
