// slip: The tokens given are closed; they belong to the caller.
// message: encode closed the array of tokens, which belongs to the caller
// counts: named
// results: right
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        try (tokens) {
            return tokens.transpose().oneHot(vocabSize);
        }
    }
}
