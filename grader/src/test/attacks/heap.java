// attack: fills the heap
// list: accepts
// verdict: failed
// message: memory
// beside: step 1
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        List<long[]> all = new ArrayList<>();
        while (batchSize > 0) {
            all.add(new long[50_000_000]);
        }
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
