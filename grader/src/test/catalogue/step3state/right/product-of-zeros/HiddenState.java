// style: The product of a column of zeros and a row of ones.
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try (NDManager scoped = manager.newSubManager()) {
            NDArray state = scoped.zeros(new Shape(batchSize, 1)).matMul(scoped.ones(new Shape(1, numHiddens)));
            state.attach(manager);
            return new NDList(state);
        }
    }
}
