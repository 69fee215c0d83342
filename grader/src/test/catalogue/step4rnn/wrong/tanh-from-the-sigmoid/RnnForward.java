// slip: tanh is written as 2 σ(2a) - 1, with Java numbers.
// message: combines an array with a Java number
// counts: named
// results: right
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
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
        long numSteps = inputs.getShape().get(0);
        for (long t = 0; t < numSteps; t++) {
            NDArray x = inputs.get(t);
            h = Activation.sigmoid(x.matMul(wXh).add(h.matMul(wHh)).add(bH).mul(2)).mul(2).sub(1);
            outputs.add(h.matMul(wHq).add(bQ));
        }
        NDArray logits = NDArrays.concat(outputs);
        return new RnnOutput(logits, new NDList(h));
    }
}
