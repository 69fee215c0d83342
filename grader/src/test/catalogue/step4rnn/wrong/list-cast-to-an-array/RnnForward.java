// slip: The list of states is cast to an array.
// message: The value is of type NDList, not NDArray
// counts: named
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray h = (NDArray) (Object) state;
        return new RnnOutput(h, new NDList(h));
    }
}
