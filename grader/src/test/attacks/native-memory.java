// attack: fills native memory with arrays
// list: accepts
// verdict: failed
// message: memory
// beside: step 1
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        while (batchSize > 0) {
            manager.ones(new Shape(25_000_000));
        }
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
