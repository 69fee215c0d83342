package org.rnnkit.toolkit;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** A function that makes the initial state of a recurrent network. */
@FunctionalInterface
public interface StateInitializer {

    /**
     * Makes a new state.
     *
     * @param manager the owner of the new arrays
     * @param batchSize the number of sequences in a minibatch
     * @param numHiddens the number of hidden units
     * @return the state
     */
    NDList initialize(NDManager manager, int batchSize, int numHiddens);
}
