// slip: The tokens are read as int32 only; a prediction gives int64.
// message: Tokens come as int32 or as int64, here as int64
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        int batchSize = (int) tokens.getShape().get(0);
        int numSteps = (int) tokens.getShape().get(1);
        int[] indices = tokens.toIntArray();
        float[] values = new float[numSteps * batchSize * vocabSize];
        for (int i = 0; i < indices.length; i++) {
            values[(i % numSteps * batchSize + i / numSteps) * vocabSize + indices[i]] = 1;
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }
}
