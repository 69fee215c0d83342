// slip: The loops take the batch size for the number of steps as well.
// message: batchSize is taken for numSteps
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        int batchSize = (int) tokens.getShape().get(0);
        int numSteps = batchSize;
        float[] values = new float[numSteps * batchSize * vocabSize];
        for (int row = 0; row < batchSize; row++) {
            for (int t = 0; t < numSteps; t++) {
                int token = (int) tokens.toType(DataType.INT64, false).getLong(row, t);
                values[(t * batchSize + row) * vocabSize + token] = 1;
            }
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }
}
