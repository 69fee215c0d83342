// attack: recursion without an end
// list: accepts
// verdict: failed
// message: StackOverflow
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        if (batchSize > 0) {
            return initialize(manager, batchSize, numHiddens);
        }
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
