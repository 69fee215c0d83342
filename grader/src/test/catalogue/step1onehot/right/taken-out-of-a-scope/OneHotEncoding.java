// style: In a scope, with the result taken out of it.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray encoded = tokens.oneHot(vocabSize).transpose(1, 0, 2);
            NDScope.unregister(encoded);
            return encoded;
        }
    }
}
