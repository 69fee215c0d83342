// style: Computes everything transposed, weights first, as (X W)ᵀ = Wᵀ Xᵀ.
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray wXh = parameters.get(0).transpose();
        NDArray wHh = parameters.get(1).transpose();
        NDArray bH = parameters.get(2).expandDims(1);
        NDArray wHq = parameters.get(3).transpose();
        NDArray bQ = parameters.get(4).expandDims(1);
        NDArray h = state.get(0).transpose();
        NDList rows = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            h = wXh.matMul(inputs.get(t).transpose()).add(wHh.matMul(h)).add(bH).tanh();
            rows.add(wHq.matMul(h).add(bQ).transpose());
        }
        return new RnnOutput(NDArrays.concat(rows), new NDList(h.transpose()));
    }
}
