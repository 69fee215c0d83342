// slip: The array is made but not put into the list.
// message: the array is not put into the list
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDArray h = manager.zeros(new Shape(batchSize, numHiddens));
        NDList state = new NDList();
        h.setName("H");
        return state;
    }
}
