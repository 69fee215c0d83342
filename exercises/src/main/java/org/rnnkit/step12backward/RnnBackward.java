package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.NotImplementedYet;

/** Step 12: backpropagation through time, without a gradient collector. */
public final class RnnBackward {

    private RnnBackward() {}

    /**
     * Computes the gradients of the parameters of step 4's network, from the gradient of its logits.
     *
     * @param inputs one-hot vectors X, [numSteps, batchSize, vocabSize]
     * @param state the hidden state before the first time step, one array [batchSize, numHiddens]; who has run the
     *     network already may add the states after the time steps, in their order, to spare a second run
     * @param parameters W_xh, W_hh, b_h, W_hq, b_q
     * @param logitsGradient the loss's gradient by the logits, [numSteps · batchSize, vocabSize], time-major
     * @return the loss's gradients by the parameters, in their order and shapes, on the manager of the inputs;
     *     nothing else is left on any manager, and what was given is as it was
     */
    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        // TODO step 12: replace this line and the next by your code.
        throw new NotImplementedYet(RnnBackward.class);
    }
}
