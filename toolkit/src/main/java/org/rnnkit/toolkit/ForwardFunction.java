package org.rnnkit.toolkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Computes a recurrent network's outputs, one time step after the other. */
@FunctionalInterface
public interface ForwardFunction {

    /**
     * Runs the network over a minibatch.
     *
     * @param inputs one-hot vectors, [numSteps, batchSize, vocabSize]
     * @param state the state before the first time step; it is left as it was
     * @param parameters the network's parameters
     * @return logits [numSteps · batchSize, vocabSize], time-major, and the state after the last time step
     */
    RnnOutput apply(NDArray inputs, NDList state, NDList parameters);
}
