// attack: throws an exception whose message is monstrous
// list: accepts
// verdict: failed
// message: xxx
// beside: step 1
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        if (batchSize > 0) {
            throw new IllegalStateException("x".repeat(20_000_000));
        }
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
