// style: Splits the inputs into time steps and adds in place to fresh arrays.
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
        for (NDArray slice : inputs.split(inputs.getShape().get(0), 0)) {
            NDArray x = slice.squeeze(0);
            NDArray sum = x.matMul(parameters.get(0));
            sum.addi(h.matMul(parameters.get(1)));
            sum.addi(parameters.get(2));
            h = sum.tanh();
            logits.add(h.matMul(parameters.get(3)).addi(parameters.get(4)));
        }
        return new RnnOutput(NDArrays.concat(logits), new NDList(h));
    }
}
