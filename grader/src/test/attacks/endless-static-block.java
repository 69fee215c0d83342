// attack: never comes back from the loading of its class
// list: accepts
// verdict: failed
// message: took longer than
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    static {
        while (System.nanoTime() != 0) { }
    }

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {

        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
