package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

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
        throw new IllegalStateException("No other step needs step 12: write yours without it.");
    }
}
