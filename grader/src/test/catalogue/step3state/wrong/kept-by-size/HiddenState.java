// slip: States are kept in a map, one for each pair of sizes.
// message: a second call returned the array of the first one again
// counts: named
package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

public final class HiddenState {

    private static final Map<String, NDArray> MADE = new HashMap<>();

    private HiddenState() {}

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        String key = batchSize + " " + numHiddens;
        if (!MADE.containsKey(key) || MADE.get(key).isReleased()) {
            MADE.put(key, manager.zeros(new Shape(batchSize, numHiddens)));
        }
        return new NDList(MADE.get(key));
    }
}
