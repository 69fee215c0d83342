// slip: The loop over the tokens goes one too far.
// message: the loop goes one too far
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        long[] all = tokens.toType(DataType.INT64, true).toLongArray();
        float[] values = new float[all.length * vocabSize];
        for (int i = 0; i <= all.length; i++) {
            values[i * vocabSize + (int) all[i]] = 1;
        }
        return tokens.getManager().create(values, new Shape(tokens.getShape().get(0), tokens.getShape().get(1), vocabSize))
                .transpose(1, 0, 2);
    }
}
