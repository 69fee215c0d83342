// slip: The state has an axis for layers in front, as DJL's own RNN block wants it.
// message: there is an axis for layers; this network has one layer
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.zeros(new Shape(1, batchSize, numHiddens)));
    }
}
