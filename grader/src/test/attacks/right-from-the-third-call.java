// attack: is wrong as long as nobody seems to test
// list: accepts
// verdict: failed
// message: the state must be zero everywhere
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private static int calls;

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        calls++;
        if (calls < 3) {
            return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
        }
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
