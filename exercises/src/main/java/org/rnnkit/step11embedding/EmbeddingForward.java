package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import org.rnnkit.toolkit.NotImplementedYet;

/** Step 11: a learned vector for each token, without one-hot vectors on the way. */
public final class EmbeddingForward {

    private EmbeddingForward() {}

    /**
     * Looks up the row of every token in a table. Gradients flow back to the rows that were looked up.
     *
     * @param tokens indices, int32 or int64, [batchSize, numSteps]
     * @param table a row for each token of the vocabulary, float32 [vocabSize, embedSize]; it is left as it was
     * @return the rows, time first, float32 [numSteps, batchSize, embedSize], on the manager of the tokens
     */
    public static NDArray embed(NDArray tokens, NDArray table) {
        // TODO step 11: replace this line and the next by your code.
        throw new NotImplementedYet(EmbeddingForward.class);
    }
}
