// slip: The vector holds the token's index at its place, where a 1 belongs.
// message: the token's index stands where 1 should
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        long batchSize = tokens.getShape().get(0);
        long numSteps = tokens.getShape().get(1);
        long[] indices = tokens.transpose().toType(DataType.INT64, false).toLongArray();
        float[] values = new float[indices.length * vocabSize];
        for (int i = 0; i < indices.length; i++) {
            values[i * vocabSize + (int) indices[i]] = indices[i];
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }
}
