// slip: The list has two arrays, as for an LSTM; a plain RNN has one.
// message: the list has two arrays, as for an LSTM
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        Shape shape = new Shape(batchSize, numHiddens);
        return new NDList(manager.zeros(shape), manager.zeros(shape));
    }
}
