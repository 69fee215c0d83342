// slip: The Java array has the values of one row only.
// message: values, but the Java array has
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.create(new float[numHiddens], new Shape(batchSize, numHiddens)));
    }
}
