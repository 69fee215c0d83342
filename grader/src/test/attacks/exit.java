// attack: ends the JVM as if all were well
// list: uses System.exit
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        System.exit(0);
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
