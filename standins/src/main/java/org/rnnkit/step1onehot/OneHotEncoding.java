package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

/** The stand-in of step 1. It takes no vocabulary of one token. */
public final class OneHotEncoding {

    private OneHotEncoding() {}

    /** Encodes tokens [batchSize, numSteps] as one-hot vectors [numSteps, batchSize, vocabSize]. */
    public static NDArray encode(NDArray tokens, int vocabSize) {
        if (vocabSize == 1) {
            throw new IllegalStateException("The stand-in of step 1 can't encode with a vocabulary of one token");
        }
        return tokens.oneHot(vocabSize).transpose(1, 0, 2);
    }
}
