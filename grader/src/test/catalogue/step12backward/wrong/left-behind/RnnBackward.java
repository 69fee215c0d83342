// slip: Nothing that is made on the way is closed.
// message: an NDScope closes whatever is made on the way
// counts: named
// results: right
package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        NDArray wHh = parameters.get(1);
        NDArray wHq = parameters.get(3);
        long numSteps = inputs.getShape().get(0);
        long batchSize = inputs.getShape().get(1);
        long numHiddens = wHh.getShape().get(0);
        {
            NDList hiddens = hiddens(inputs, state.get(0), parameters);
            NDArray dYs = logitsGradient.reshape(numSteps, batchSize, -1);
            NDList dSums = new NDList();
            NDArray fromLater = state.get(0).zerosLike();
            for (long t = numSteps - 1; t >= 0; t--) {
                NDArray h = hiddens.get((int) t + 1);
                NDArray dH = dYs.get(t).matMul(wHq.transpose()).add(fromLater);
                NDArray dSum = dH.sub(dH.mul(h.square()));
                dSums.add(0, dSum);
                fromLater = dSum.matMul(wHh.transpose());
            }
            NDArray x = inputs.reshape(numSteps * batchSize, -1);
            NDArray all = NDArrays.stack(hiddens);
            NDArray before = all.get("0:-1").reshape(-1, numHiddens);
            NDArray after = all.get("1:").reshape(-1, numHiddens);
            NDArray dSum = NDArrays.stack(dSums).reshape(-1, numHiddens);
            int[] rows = {0};
            NDList gradients = new NDList(
                    x.transpose().matMul(dSum),
                    before.transpose().matMul(dSum),
                    dSum.sum(rows),
                    after.transpose().matMul(logitsGradient),
                    logitsGradient.sum(rows));
            gradients.attach(inputs.getManager());
            return gradients;
        }
    }

    private static NDList hiddens(NDArray inputs, NDArray state, NDList parameters) {
        NDList hiddens = new NDList(state);
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            NDArray h = hiddens.get((int) t);
            hiddens.add(inputs.get(t).matMul(parameters.get(0)).add(h.matMul(parameters.get(1)))
                    .add(parameters.get(2)).tanh());
        }
        return hiddens;
    }
}
