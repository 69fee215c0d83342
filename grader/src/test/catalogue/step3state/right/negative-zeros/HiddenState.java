// style: Zeros with a minus, which are equal to zero.
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDArray zeros = manager.zeros(new Shape(batchSize, numHiddens));
        return new NDList(zeros.neg());
    }
}
