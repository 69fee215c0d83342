// slip: All numbers are 0.01.
// message: holds 0.01 everywhere: take zeros
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.full(new Shape(batchSize, numHiddens), 0.01f));
    }
}
