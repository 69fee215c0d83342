// style: Fills a Java array in three loops.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        int batchSize = (int) tokens.getShape().get(0);
        int numSteps = (int) tokens.getShape().get(1);
        Number[] indices = tokens.toArray();
        float[] values = new float[numSteps * batchSize * vocabSize];
        int place = 0;
        for (int t = 0; t < numSteps; t++) {
            for (int row = 0; row < batchSize; row++) {
                for (int v = 0; v < vocabSize; v++) {
                    values[place++] = indices[row * numSteps + t].intValue() == v ? 1f : 0f;
                }
            }
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }
}
