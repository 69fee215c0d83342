// slip: The rows of the Java array are not made.
// message: create gets null, or a list with null in it
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.create(new float[batchSize][]));
    }
}
