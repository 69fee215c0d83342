// slip: The loop over the places ends one too early.
// message: the last token of the vocabulary gets no 1
// counts: named
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
                int token = (int) indices[b * numSteps + t];
                for (int v = 0; v < vocabSize - 1; v++) {
                    values[(t * batchSize + b) * vocabSize + v] = v == token ? 1 : 0;
                }
            }
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }
}
