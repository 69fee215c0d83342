// slip: The array is made on a sub-manager that is closed before the array is returned.
// message: is closed already when it comes back
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try (NDManager scoped = manager.newSubManager()) {
            return new NDList(scoped.zeros(new Shape(batchSize, numHiddens)));
        }
    }
}
