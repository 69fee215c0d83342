// style: The unit vectors of each vocabulary are Java numbers that are kept for later calls.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

public final class OneHotEncoding {

    private static final Map<Integer, float[]> ZEROS_ONE_ZEROS = new HashMap<>();

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        float[] one = ZEROS_ONE_ZEROS.computeIfAbsent(vocabSize, OneHotEncoding::make);
        int batchSize = (int) tokens.getShape().get(0);
        int numSteps = (int) tokens.getShape().get(1);
        long[] indices = tokens.toType(DataType.INT64, false).toLongArray();
        float[] values = new float[indices.length * vocabSize];
        for (int i = 0; i < indices.length; i++) {
            int row = i % numSteps * batchSize + i / numSteps;
            System.arraycopy(one, vocabSize - 1 - (int) indices[i], values, row * vocabSize, vocabSize);
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }

    private static float[] make(int vocabSize) {
        float[] window = new float[2 * vocabSize - 1];
        window[vocabSize - 1] = 1;
        return window;
    }
}
