// slip: Single tokens are read with getInt, which int64 tokens don't have.
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
        float[] values = new float[numSteps * batchSize * vocabSize];
        for (int t = 0; t < numSteps; t++) {
            for (int b = 0; b < batchSize; b++) {
                int token = tokens.getInt(b, t);
                values[(t * batchSize + b) * vocabSize + token] = 1;
            }
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }
}
