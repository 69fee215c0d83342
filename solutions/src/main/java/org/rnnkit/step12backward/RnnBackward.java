package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

/** Step 12: backpropagation through time, without a gradient collector. */
public final class RnnBackward {

    private RnnBackward() {}

    /**
     * Computes the gradients of the parameters of step 4's network, from the gradient of its logits.
     *
     * @param inputs one-hot vectors X, [numSteps, batchSize, vocabSize]
     * @param state the hidden state before the first time step, one array [batchSize, numHiddens]
     * @param parameters W_xh, W_hh, b_h, W_hq, b_q
     * @param logitsGradient the loss's gradient by the logits, [numSteps · batchSize, vocabSize], time-major
     * @return the loss's gradients by the parameters, in their order and shapes, on the manager of the inputs;
     *     nothing else is left on any manager, and what was given is as it was
     */
    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        // <solution>
        NDArray wHh = parameters.get(1);
        NDArray wHq = parameters.get(3);
        long numSteps = inputs.getShape().get(0);
        long batchSize = inputs.getShape().get(1);
        long numHiddens = wHh.getShape().get(0);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList hiddens = hiddens(inputs, state.get(0), parameters);
            NDArray dYs = logitsGradient.reshape(numSteps, batchSize, -1);
            NDList dSums = new NDList();
            NDArray fromLater = state.get(0).zerosLike();
            for (long t = numSteps - 1; t >= 0; t--) {
                NDArray h = hiddens.get((int) t + 1);
                NDArray dH = dYs.get(t).matMul(wHq.transpose()).add(fromLater);
                NDArray dSum = dH.sub(dH.mul(h.square())); // tanh' = 1 - tanh²
                dSums.add(0, dSum);
                fromLater = dSum.matMul(wHh.transpose());
            }
            // A weight meets every row of every time step: one product sums them all up.
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
            NDScope.unregister(gradients);
            return gradients;
        }
        // </solution>
    }
    // <solution-only>

    /** The state before the first time step, and the one after each. */
    private static NDList hiddens(NDArray inputs, NDArray state, NDList parameters) {
        NDList hiddens = new NDList(state);
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            NDArray h = hiddens.get((int) t);
            hiddens.add(inputs.get(t).matMul(parameters.get(0)).add(h.matMul(parameters.get(1)))
                    .add(parameters.get(2)).tanh());
        }
        return hiddens;
    }
    // </solution-only>
}
