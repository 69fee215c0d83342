// style: The input's part of all time steps is computed before the loop.
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        long numSteps = inputs.getShape().get(0);
        long batchSize = inputs.getShape().get(1);
        long vocabSize = inputs.getShape().get(2);
        NDArray projected = inputs.reshape(numSteps * batchSize, vocabSize)
                .matMul(parameters.get(0)).add(parameters.get(2))
                .reshape(numSteps, batchSize, parameters.get(2).size());
        NDArray h = state.head();
        NDList hs = new NDList();
        for (long t = 0; t < numSteps; t++) {
            h = h.matMul(parameters.get(1)).add(projected.get(t)).tanh();
            hs.add(h);
        }
        NDArray rows = NDArrays.concat(hs, 0);
        return new RnnOutput(rows.matMul(parameters.get(3)).add(parameters.get(4)), new NDList(h));
    }
}
