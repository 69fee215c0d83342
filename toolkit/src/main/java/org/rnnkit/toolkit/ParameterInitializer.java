package org.rnnkit.toolkit;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** A function that makes the parameters of a network. */
@FunctionalInterface
public interface ParameterInitializer {

    /**
     * Makes new parameters.
     *
     * @param manager the owner of the new arrays
     * @param vocabSize the number of tokens in the vocabulary
     * @param numHiddens the number of hidden units
     * @return the parameters, with gradients attached
     */
    NDList initialize(NDManager manager, int vocabSize, int numHiddens);
}
