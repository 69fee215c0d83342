// style: A bias is the weight of an input that is always 1.
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray ones = inputs.getManager().ones(new Shape(inputs.getShape().get(1), 1));
        NDArray weights = NDArrays.concat(new NDList(parameters.get(0), parameters.get(1),
                parameters.get(2).expandDims(0)));
        NDArray outputWeights = NDArrays.concat(new NDList(parameters.get(3), parameters.get(4).expandDims(0)));
        NDList rows = new NDList();
        NDArray h = state.get(0);
        for (int t = 0; t < inputs.size(0); t++) {
            h = NDArrays.concat(new NDList(inputs.get(t), h, ones), 1).matMul(weights).tanh();
            rows.add(NDArrays.concat(new NDList(h, ones), 1).matMul(outputWeights));
        }
        return new RnnOutput(NDArrays.stack(rows).reshape(-1, parameters.get(4).size()), new NDList(h));
    }
}
