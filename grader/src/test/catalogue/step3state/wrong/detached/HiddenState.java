// slip: The array is taken away from its manager.
// message: the state does not belong to the manager given
// counts: named
// results: right
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDArray state = manager.zeros(new Shape(batchSize, numHiddens));
        state.detach();
        return new NDList(state);
    }
}
