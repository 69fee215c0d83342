// attack: returns an array with the sizes exchanged, and writes the right ones into the numbers of its shape
// list: accepts
// verdict: failed
// message: the state has another shape than it says
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDArray state = manager.zeros(new Shape(numHiddens, batchSize));
        long[] sizes = state.getShape().getShape();
        sizes[0] = batchSize;
        sizes[1] = numHiddens;
        return new NDList(state);
    }
}
