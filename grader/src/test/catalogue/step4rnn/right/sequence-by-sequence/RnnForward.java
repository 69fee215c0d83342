// style: Runs each sequence alone, then puts the sequences side by side.
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        long numSteps = inputs.getShape().get(0);
        NDList last = new NDList();
        NDList sequences = new NDList();
        for (long b = 0; b < inputs.getShape().get(1); b++) {
            NDArray h = state.get(0).get(b).expandDims(0);
            NDList hiddens = new NDList();
            for (long t = 0; t < numSteps; t++) {
                NDArray x = inputs.get(t).get(b).expandDims(0);
                h = x.matMul(parameters.get(0)).add(h.matMul(parameters.get(1))).add(parameters.get(2)).tanh();
                hiddens.add(h.squeeze(0));
            }
            last.add(h.squeeze(0));
            sequences.add(NDArrays.stack(hiddens));
        }
        NDArray hiddens = NDArrays.stack(sequences, 1).reshape(-1, parameters.get(2).size());
        return new RnnOutput(hiddens.matMul(parameters.get(3)).add(parameters.get(4)), new NDList(NDArrays.stack(last)));
    }
}
