// slip: The state begins with ones instead of zeros.
// message: holds 1 everywhere: take zeros
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
