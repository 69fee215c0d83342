package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;

/** Step 11: an embedding, a learned vector for each token, without one-hot vectors. */
public final class EmbeddingForward {

    private EmbeddingForward() {}

    /**
     * Looks up the row of each token in a table. Gradients flow back to these rows.
     *
     * @param tokens indices, int32 or int64, [batchSize, numSteps], up to 128 sequences of 300
     * @param table a row for each token of the vocabulary, float32 [vocabSize, embedSize], up to [5000, 512]; it is not changed
     * @return the rows, time first, float32 [numSteps, batchSize, embedSize], on the manager of the tokens
     */
    public static NDArray embed(NDArray tokens, NDArray table) {
        throw new IllegalStateException("No other step needs step 11: write yours without it.");
    }
}
