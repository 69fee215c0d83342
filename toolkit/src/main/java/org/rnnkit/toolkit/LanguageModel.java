package org.rnnkit.toolkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * A character-level language model with a recurrent state: what prediction and training need to know
 * of a network, whether it is written from scratch or built on DJL's own blocks.
 */
public interface LanguageModel {

    /**
     * Reads one minibatch of tokens.
     *
     * @param tokens token indices, [batchSize, numSteps]
     * @param state the state before the first of these tokens; it is left as it was
     * @return logits [numSteps · batchSize, vocabSize], time-major, and the state after the last token
     */
    RnnOutput forward(NDArray tokens, NDList state);

    /**
     * Makes the state that stands before any token.
     *
     * @param manager the owner of the new arrays
     * @param batchSize the number of sequences in a minibatch
     * @return the state, one or more arrays
     */
    NDList beginState(NDManager manager, int batchSize);

    /**
     * Returns the parameters that training changes.
     *
     * @return the model's own arrays, gradients attached, the same ones in the same order every time
     */
    NDList parameters();
}
