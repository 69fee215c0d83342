// style: Computes in float64, and converts the results back.
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray[] p = parameters.stream().map(array -> array.toType(DataType.FLOAT64, false)).toArray(NDArray[]::new);
        NDArray x = inputs.toType(DataType.FLOAT64, false);
        NDArray h = state.get(0).toType(DataType.FLOAT64, false);
        NDList outputs = new NDList();
        for (int t = 0; t < inputs.getShape().get(0); t++) {
            h = x.get(t).matMul(p[0]).add(h.matMul(p[1])).add(p[2]).tanh();
            outputs.add(h.matMul(p[3]).add(p[4]));
        }
        return new RnnOutput(NDArrays.stack(outputs).toType(DataType.FLOAT32, false).reshape(-1, p[4].size()),
                new NDList(h.toType(DataType.FLOAT32, false)));
    }
}
