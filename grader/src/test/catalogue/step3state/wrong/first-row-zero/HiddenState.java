// slip: Only the first row is zero.
// message: the state must be zero everywhere, but holds 1
// counts: symptom
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDArray state = manager.ones(new Shape(batchSize, numHiddens));
        state.set(new NDIndex(0), 0f);
        return new NDList(state);
    }
}
