// style: Compares every token with 0, 1, 2, ... and turns the booleans into floats.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDArray range = tokens.getManager().arange(vocabSize).toType(DataType.INT64, false);
        NDArray column = tokens.toType(DataType.INT64, true).transpose().reshape(
                tokens.getShape().get(1), tokens.getShape().get(0), 1);
        return column.eq(range).toType(DataType.FLOAT32, true);
    }
}
