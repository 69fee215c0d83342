package org.rnnkit.toolkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** A function that computes the outputs of a recurrent network, one time step after the other. */
@FunctionalInterface
public interface ForwardFunction {

    /**
     * Runs the network over a minibatch.
     *
     * @param inputs [numSteps, batchSize, vocabSize], any numbers; in training one-hot vectors
     * @param state the state before the first time step; it is not changed
     * @param parameters the network's parameters
     * @return logits [numSteps · batchSize, vocabSize], time-major, and the state after the last time step
     */
    RnnOutput apply(NDArray inputs, NDList state, NDList parameters);
}
