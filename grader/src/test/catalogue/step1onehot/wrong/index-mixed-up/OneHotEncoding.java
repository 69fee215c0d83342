// slip: The flat place of a token is computed as if the tokens were time-major.
// message: the tokens are reshaped instead of transposed
// counts: symptom
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        int batchSize = (int) tokens.getShape().get(0);
        int numSteps = (int) tokens.getShape().get(1);
        long[] indices = tokens.toType(DataType.INT64, false).toLongArray();
        float[] values = new float[numSteps * batchSize * vocabSize];
        for (int t = 0; t < numSteps; t++) {
            for (int b = 0; b < batchSize; b++) {
                int token = (int) indices[t * batchSize + b];
                values[(t * batchSize + b) * vocabSize + token] = 1;
            }
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }
}
