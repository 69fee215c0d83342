// slip: The unit matrix, cut to size.
// message: the state must be zero everywhere, but holds 1
// counts: symptom
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.eye(batchSize, numHiddens, 0, DataType.FLOAT32));
    }
}
