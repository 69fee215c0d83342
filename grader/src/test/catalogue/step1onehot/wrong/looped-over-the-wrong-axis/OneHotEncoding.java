// slip: The loop takes columns, but counts the rows.
// message: batchSize is taken for numSteps
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDList steps = new NDList();
        for (long t = 0; t < tokens.getShape().get(0); t++) {
            steps.add(tokens.get(":, {}", Math.min(t, tokens.getShape().get(1) - 1)).oneHot(vocabSize));
        }
        return NDArrays.stack(steps);
    }
}
