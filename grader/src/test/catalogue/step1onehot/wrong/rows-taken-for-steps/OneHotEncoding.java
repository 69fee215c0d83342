// slip: The loop counts time steps, but takes rows.
// message: a row is taken for a time step
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDList steps = new NDList();
        for (long t = 0; t < tokens.getShape().get(1); t++) {
            steps.add(tokens.get(t).oneHot(vocabSize));
        }
        return NDArrays.stack(steps);
    }
}
