// slip: The list has an array for each sequence instead of one for all.
// message: the list has one array for each sequence
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDList state = new NDList();
        for (int row = 0; row < batchSize; row++) {
            state.add(manager.zeros(new Shape(1, numHiddens)));
        }
        return state;
    }
}
