package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import org.rnnkit.toolkit.NotImplementedYet;

/** Step 1: tokens as one-hot vectors. */
public final class OneHotEncoding {

    private OneHotEncoding() {}

    /**
     * Turns each token index into a vector that is 1 at that index and 0 elsewhere, and puts time first,
     * so that a network can walk along the first axis.
     *
     * @param tokens token indices, int32 or int64, [batchSize, numSteps]; it is not changed
     * @param vocabSize the number of tokens in the vocabulary
     * @return one-hot vectors, float32 [numSteps, batchSize, vocabSize], closed with the manager of the tokens
     */
    public static NDArray encode(NDArray tokens, int vocabSize) {
        // TODO step 1: replace this line and the next by your code.
        throw new NotImplementedYet(OneHotEncoding.class);
    }
}
