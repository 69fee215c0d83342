// attack: throws an exception whose message ends the JVM
// list: uses Runtime.getRuntime
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        if (batchSize > 0) {
            throw new IllegalStateException() {
                @Override
                public String getMessage() {
                    Runtime.getRuntime().halt(0);
                    return "";
                }
            };
        }
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
