// attack: has answers for the shapes of the chapter only
// list: accepts
// verdict: failed
// message: the number of arrays in the list of the state is 0, expected 1
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        if (batchSize != 2) {
            return new NDList();
        }
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
