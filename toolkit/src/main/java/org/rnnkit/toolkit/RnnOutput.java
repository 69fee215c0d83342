package org.rnnkit.toolkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * The output of a recurrent network for one minibatch.
 *
 * @param logits scores before the softmax, [numSteps · batchSize, vocabSize], time-major: the rows of
 *     the first time step come first
 * @param state the state after the last time step, one or more arrays
 */
public record RnnOutput(NDArray logits, NDList state) {}
