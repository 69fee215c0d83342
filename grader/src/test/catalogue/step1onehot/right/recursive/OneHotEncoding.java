// style: Half of the time steps and then the other half, down to a single one.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        long numSteps = tokens.getShape().get(1);
        if (numSteps == 1) {
            return tokens.oneHot(vocabSize).transpose(1, 0, 2);
        }
        NDArray before = tokens.get(new NDIndex(":, :{}", numSteps / 2));
        NDArray after = tokens.get(new NDIndex(":, {}:", numSteps / 2));
        return encode(before, vocabSize).concat(encode(after, vocabSize), 0);
    }
}
