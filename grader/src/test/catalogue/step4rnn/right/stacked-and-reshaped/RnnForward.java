// style: Logits of every step, stacked along time and reshaped.
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray h = state.singletonOrThrow();
        NDArray wHq = parameters.get(3);
        NDList ys = new NDList((int) inputs.getShape().get(0));
        for (int t = 0; t < inputs.getShape().get(0); ++t) {
            NDArray x = inputs.get(new NDIndex("{}, :, :", t));
            NDArray fromInput = NDArrays.matMul(x, parameters.get(0));
            NDArray fromPast = NDArrays.matMul(h, parameters.get(1));
            h = NDArrays.add(fromInput, fromPast).add(parameters.get(2)).tanh();
            ys.add(NDArrays.matMul(h, wHq).add(parameters.get(4)));
        }
        return new RnnOutput(NDArrays.stack(ys).reshape(-1, wHq.getShape().get(1)), new NDList(h));
    }
}
