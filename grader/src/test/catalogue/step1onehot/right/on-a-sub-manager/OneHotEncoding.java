// style: On a sub-manager of the tokens' manager, which is closed with it.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDManager below = tokens.getManager().newSubManager();
        long[] indices = tokens.toType(DataType.INT64, false).toLongArray();
        return below.create(indices, tokens.getShape()).oneHot(vocabSize).swapAxes(0, 1);
    }
}
