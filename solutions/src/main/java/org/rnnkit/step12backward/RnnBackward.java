package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

/** Step 12: backpropagation through time, without a gradient collector. */
public final class RnnBackward {

    private RnnBackward() {}

    /**
     * Computes the gradients of the parameters of step 4's network, given the gradient of its logits.
     *
     * @param inputs one-hot vectors X, [numSteps, batchSize, vocabSize]
     * @param state the hidden state before the first time step, one array [batchSize, numHiddens]; after a
     *     forward pass, the states after the time steps may follow, in order, so that they are not computed again
     * @param parameters W_xh, W_hh, b_h, W_hq, b_q
     * @param logitsGradient the gradient of the loss with respect to the logits, [numSteps · batchSize, vocabSize], time-major,
     *     the largest value from 1e-6 to 1e3
     * @return the gradients of the loss with respect to the parameters, in their order and shapes, new arrays on the manager
     *     of the inputs; no other array is left on any manager, and the arguments are not changed
     */
    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        // <solution>
        NDArray wHh = parameters.get(1);
        NDArray wHq = parameters.get(3);
        long numSteps = inputs.getShape().get(0);
        long numHiddens = wHh.getShape().get(0);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray hiddens = NDArrays.stack(hiddens(inputs, state, parameters));
            NDArray before = hiddens.get("0:-1");
            NDArray after = hiddens.get("1:");
            // Values that do not depend on other time steps are computed for all time steps at once.
            NDArray slopes = after.square().negi().addi(1); // tanh' = 1 - tanh²
            NDArray dAs = logitsGradient.matMul(wHq.transpose()).reshape(after.getShape()); // the part of dH from dY
            NDArray wHhTransposed = wHh.transpose();
            for (long t = numSteps - 1; t >= 0; t--) {
                NDArray dA = dAs.get(t).muli(slopes.get(t)); // in place: dH becomes dA
                if (t > 0) {
                    dAs.get(t - 1).addi(dA.matMul(wHhTransposed));
                }
            }
            // A weight is used in every row of every time step: one product adds up all its gradients.
            NDArray x = inputs.reshape(-1, inputs.getShape().get(2));
            NDArray dA = dAs.reshape(-1, numHiddens);
            int[] rows = {0};
            NDList gradients = new NDList(
                    x.transpose().matMul(dA),
                    before.reshape(-1, numHiddens).transpose().matMul(dA),
                    dA.sum(rows),
                    after.reshape(-1, numHiddens).transpose().matMul(logitsGradient),
                    logitsGradient.sum(rows));
            gradients.attach(inputs.getManager());
            NDScope.unregister(gradients);
            return gradients;
        }
        // </solution>
    }
    // <solution-only>

    /** Returns the state before the first time step and those after each; continues from the last one given. */
    private static NDList hiddens(NDArray inputs, NDList state, NDList parameters) {
        NDList hiddens = new NDList(state);
        for (int t = state.size() - 1; t < inputs.getShape().get(0); t++) {
            NDArray x = inputs.get(t).matMul(parameters.get(0));
            hiddens.add(x.addi(hiddens.get(t).matMul(parameters.get(1))).addi(parameters.get(2)).tanh());
        }
        return hiddens;
    }
    // </solution-only>
}
