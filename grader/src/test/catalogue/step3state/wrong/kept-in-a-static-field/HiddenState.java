// slip: The state is made once and given to every caller, whatever sizes are asked for.
// message: a second call returned the array of the first one again
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private static NDList state;

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        if (state == null) {
            state = new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
        }
        return state;
    }
}
