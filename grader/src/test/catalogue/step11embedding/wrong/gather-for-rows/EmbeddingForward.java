// slip: Uses gather along axis 0, as if it picked whole rows, but it picks single numbers, one for each index, from the column at the place of the index.
// message: gather picks single numbers
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;

/** Step 11: an embedding, a learned vector for each token, without one-hot vectors. */
public final class EmbeddingForward {

    private EmbeddingForward() {}

    /**
     * Looks up the row of each token in a table. Gradients flow back to these rows.
     *
     * @param tokens indices, int32 or int64, [batchSize, numSteps]
     * @param table a row for each token of the vocabulary, float32 [vocabSize, embedSize]; it is not changed
     * @return the rows, time first, float32 [numSteps, batchSize, embedSize], on the manager of the tokens
     */
    public static NDArray embed(NDArray tokens, NDArray table) {
        return table.gather(tokens.transpose(), 0);
    }
}
