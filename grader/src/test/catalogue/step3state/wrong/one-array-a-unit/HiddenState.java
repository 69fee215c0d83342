// slip: The list has an array for each hidden unit.
// message: the list has one array for each hidden unit
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDList state = new NDList();
        for (int i = 0; i < numHiddens; i++) {
            state.add(manager.zeros(new Shape(batchSize)));
        }
        return state;
    }
}
