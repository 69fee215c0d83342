// slip: Made from Java doubles.
// message: the state has data type float64
// counts: symptom
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.create(new double[batchSize * numHiddens]).reshape(batchSize, numHiddens));
    }
}
