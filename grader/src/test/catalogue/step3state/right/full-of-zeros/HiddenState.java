// style: Filled with 0, type and device named.
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDArray h = manager.full(new Shape(batchSize, numHiddens), 0f, DataType.FLOAT32);
        h.setName("H");
        return new NDList(h);
    }
}
