// slip: Arrays that are too many are removed while the loop goes over them.
// message: A list is changed while a for loop goes over it
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDList state = new NDList(manager.zeros(new Shape(batchSize, numHiddens)), manager.zeros(new Shape(batchSize, numHiddens)),
                manager.zeros(new Shape(batchSize, numHiddens)));
        for (NDArray array : state) {
            state.remove(array);
        }
        return state;
    }
}
