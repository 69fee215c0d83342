package org.rnnkit.toolkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * A character-level language model with a recurrent state. Prediction and training use only this interface, so they work
 * for a network from scratch and for one with DJL's own blocks. What forward and beginState return belongs to the caller, who
 * may attach, detach or close it.
 */
public interface LanguageModel {

    /**
     * Reads one minibatch of tokens.
     *
     * @param tokens token indices, [batchSize, numSteps]
     * @param state the state before the first of these tokens; it is not changed
     * @return logits [numSteps · batchSize, vocabSize], time-major, and the state after the last token
     */
    RnnOutput forward(NDArray tokens, NDList state);

    /**
     * Makes the initial state, before any token.
     *
     * @param manager the owner of the new arrays
     * @param batchSize the number of sequences in a minibatch
     * @return the state, one or more arrays
     */
    NDList beginState(NDManager manager, int batchSize);

    /**
     * Returns the parameters that training changes.
     *
     * @return the model's own arrays, with gradients attached; the same arrays in the same order at every call
     */
    NDList parameters();
}
