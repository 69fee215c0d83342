// slip: The loops over batch and time are exchanged in the result.
// message: (or the loops over batch and time are exchanged)
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        int batchSize = (int) tokens.getShape().get(0);
        int numSteps = (int) tokens.getShape().get(1);
        NDArray result = tokens.getManager().zeros(new Shape(numSteps, batchSize, vocabSize));
        long[] all = tokens.toType(DataType.INT64, true).toLongArray();
        for (int t = 0; t < numSteps; t++) {
            for (int i = 0; i < batchSize; i++) {
                result.set(new NDIndex(i, t, all[i * numSteps + t]), 1);
            }
        }
        return result;
    }
}
