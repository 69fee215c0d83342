// attack: leaves a busy thread behind
// list: uses Thread
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    private static Thread busy;

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        if (busy == null) {
            busy = new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            });
            busy.start();
        }
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
