// slip: A comparison gives booleans, which are not turned into float32.
// message: the encoding has data type boolean, expected float
// counts: symptom
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDArray index = tokens.transpose().toType(DataType.INT64, false).expandDims(2);
        NDArray all = tokens.getManager().arange(0, vocabSize, 1, DataType.INT64);
        return index.eq(all);
    }
}
