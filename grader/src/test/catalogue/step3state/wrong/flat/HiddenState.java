// slip: The state has one axis of batchSize · numHiddens values.
// message: the state is flat; it needs an axis for the sequences
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.zeros(new Shape((long) batchSize * numHiddens)));
    }
}
