// slip: The state has as many numbers as the vocabulary has tokens.
// message: there are 28 numbers, one for each token
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.zeros(new Shape(batchSize, 28)));
    }
}
