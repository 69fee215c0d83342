// slip: The array is made on a new sub-manager, not on the manager given.
// message: the state does not belong to the manager given: create it with that manager
// counts: named
// results: right
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.newSubManager().zeros(new Shape(batchSize, numHiddens)));
    }
}
