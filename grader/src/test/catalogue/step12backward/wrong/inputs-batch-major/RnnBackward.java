// slip: Puts the inputs of each sequence on top of each other, batch first, while the rows of dA are time-major, so the gradient of W_xh mixes tokens and steps.
// message: the inputs are in the order of the sequences
// counts: named
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
     * @param logitsGradient the gradient of the loss with respect to the logits, [numSteps · batchSize, vocabSize], time-major
     * @return the gradients of the loss with respect to the parameters, in their order and shapes, on the manager of the
     *     inputs; no other array is left on any manager, and the arguments are not changed
     */
    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        NDArray wHh = parameters.get(1);
        NDArray wHq = parameters.get(3);
        long numSteps = inputs.getShape().get(0);
        long numHiddens = wHh.getShape().get(0);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray states = NDArrays.stack(states(inputs, state, parameters));
            NDArray before = states.get("0:-1");
            NDArray after = states.get("1:");
            NDArray slopes = after.square().negi().addi(1);
            NDArray dAs = logitsGradient.matMul(wHq.transpose()).reshape(after.getShape()); // dH from dY
            for (long t = numSteps - 1; t >= 0; t--) {
                NDArray dA = dAs.get(t).muli(slopes.get(t));
                if (t > 0) {
                    dAs.get(t - 1).addi(dA.matMul(wHh.transpose()));
                }
            }
            NDArray x = inputs.transpose(1, 0, 2).reshape(-1, inputs.getShape().get(2));
            NDArray dA = dAs.reshape(-1, numHiddens);
            NDList gradients = new NDList(
                    x.transpose().matMul(dA),
                    before.reshape(-1, numHiddens).transpose().matMul(dA),
                    dA.sum(new int[] {0}),
                    after.reshape(-1, numHiddens).transpose().matMul(logitsGradient),
                    logitsGradient.sum(new int[] {0}));
            gradients.attach(inputs.getManager());
            NDScope.unregister(gradients);
            return gradients;
        }
    }

    /** The state before the first time step and the states after each. */
    private static NDList states(NDArray inputs, NDList state, NDList parameters) {
        NDList states = new NDList(state);
        for (int t = state.size() - 1; t < inputs.getShape().get(0); t++) {
            NDArray a = inputs.get(t).matMul(parameters.get(0)).add(states.get(t).matMul(parameters.get(1)));
            states.add(a.add(parameters.get(2)).tanh());
        }
        return states;
    }
}
