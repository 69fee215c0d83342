// slip: The state is made with create(shape), so it has the numbers that were in memory before.
// message: if you took create(shape), it leaves the memory as it was
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.create(new Shape(batchSize, numHiddens)));
    }
}
