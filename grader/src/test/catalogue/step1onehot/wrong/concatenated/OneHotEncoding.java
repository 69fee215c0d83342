// slip: The time steps are put one after the other instead of being stacked.
// message: time and batch are flattened into one axis
// counts: symptom
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDList steps = new NDList();
        for (long t = 0; t < tokens.getShape().get(1); t++) {
            steps.add(tokens.get(":, {}", t).oneHot(vocabSize));
        }
        return NDArrays.concat(steps);
    }
}
