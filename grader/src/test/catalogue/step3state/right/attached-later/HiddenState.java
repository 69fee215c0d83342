// style: Made on a sub-manager and moved to the one given.
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try (NDManager scoped = manager.newSubManager()) {
            NDArray h = scoped.zeros(new Shape(batchSize, numHiddens), DataType.FLOAT32);
            h.attach(manager);
            return new NDList(h);
        }
    }
}
