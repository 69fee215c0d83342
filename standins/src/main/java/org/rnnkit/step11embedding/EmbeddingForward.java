package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;

/** The stand-in of step 11. No other step looks rows up in a table. */
public final class EmbeddingForward {

    private EmbeddingForward() {}

    /** Refuses to look up rows. */
    public static NDArray embed(NDArray tokens, NDArray table) {
        throw new IllegalStateException("The stand-in of step 11 computes nothing, because no other step needs it. "
                + "Write your step without it.");
    }
}
