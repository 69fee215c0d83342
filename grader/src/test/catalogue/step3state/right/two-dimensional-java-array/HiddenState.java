// style: Made from rows; the list is filled afterwards.
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDList state = new NDList(1);
        state.add(manager.create(new float[batchSize][numHiddens]));
        return state;
    }
}
