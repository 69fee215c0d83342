// slip: The encoding is not taken out of the scope.
// message: is closed already when it comes back
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return tokens.transpose().oneHot(vocabSize);
        }
    }
}
