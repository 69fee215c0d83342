// slip: Uniform random numbers.
// message: Random numbers belong to the parameters
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.randomUniform(-1, 1, new Shape(batchSize, numHiddens)));
    }
}
