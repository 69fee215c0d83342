// slip: The rows of all time steps are reshaped to one row a time step.
// message: write reshape(-1, numHiddens)
// counts: named
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray h = state.get(0);
        NDList states = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            h = inputs.get(t).matMul(parameters.get(0)).add(h.matMul(parameters.get(1))).add(parameters.get(2)).tanh();
            states.add(h);
        }
        NDArray all = NDArrays.stack(states).reshape(new Shape(inputs.getShape().get(0), parameters.get(2).size()));
        return new RnnOutput(all.matMul(parameters.get(3)).add(parameters.get(4)), new NDList(h));
    }
}
