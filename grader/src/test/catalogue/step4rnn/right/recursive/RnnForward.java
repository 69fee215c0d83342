// style: One time step, then the method for the others; the rows are joined on the way back.
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDList rows = new NDList();
        NDArray last = walk(inputs, 0, state.get(0), parameters, rows);
        NDArray logits = rows.size() == 1 ? rows.get(0) : NDArrays.concat(rows);
        return new RnnOutput(logits, new NDList(last));
    }

    private static NDArray walk(NDArray inputs, long t, NDArray h, NDList parameters, NDList rows) {
        if (t == inputs.getShape().get(0)) {
            return h;
        }
        NDArray next = step(inputs.get(t), h, parameters);
        rows.add(next.matMul(parameters.get(3)).add(parameters.get(4)));
        return walk(inputs, t + 1, next, parameters, rows);
    }

    private static NDArray step(NDArray x, NDArray h, NDList parameters) {
        return x.matMul(parameters.get(0)).add(h.matMul(parameters.get(1))).add(parameters.get(2)).tanh();
    }
}
