// slip: Made in a scope and not taken out.
// message: is closed already when it comes back
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
        }
    }
}
