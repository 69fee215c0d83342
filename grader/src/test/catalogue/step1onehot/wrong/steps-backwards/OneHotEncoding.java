// slip: The time steps come out last to first.
// message: the time steps stand in reverse order
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDList steps = new NDList();
        for (long t = tokens.getShape().get(1) - 1; t >= 0; t--) {
            steps.add(tokens.get(":, {}", t).oneHot(vocabSize));
        }
        return NDArrays.stack(steps);
    }
}
