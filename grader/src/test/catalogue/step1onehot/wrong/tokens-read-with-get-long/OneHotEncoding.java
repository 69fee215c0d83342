// slip: The tokens are read with getLong, which int32 tokens do not have.
// message: Tokens come as int32 or as int64, here as int32
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        int batchSize = (int) tokens.getShape().get(0);
        int numSteps = (int) tokens.getShape().get(1);
        float[] values = new float[batchSize * numSteps * vocabSize];
        for (int i = 0; i < batchSize; i++) {
            for (int t = 0; t < numSteps; t++) {
                values[(t * batchSize + i) * vocabSize + (int) tokens.getLong(i, t)] = 1;
            }
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }
}
