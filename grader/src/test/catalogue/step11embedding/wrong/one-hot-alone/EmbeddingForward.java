// slip: The tokens become one-hot vectors, and the table is not used.
// message: the tokens become one-hot vectors; the table is missing
// counts: named
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        return tokens.transpose().oneHot((int) table.getShape().get(0));
    }
}
