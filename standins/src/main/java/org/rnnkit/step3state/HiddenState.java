package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The stand-in of step 3. Its state has a gradient attached, which no state needs. */
public final class HiddenState {

    private HiddenState() {}

    /** Makes a state of zeros [batchSize, numHiddens]. */
    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDArray state = manager.create(new float[batchSize * numHiddens], new Shape(batchSize, numHiddens));
        state.setRequiresGradient(true);
        return new NDList(state);
    }
}
