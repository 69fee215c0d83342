package org.rnnkit.step13gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.given.StandIn;
import org.rnnkit.toolkit.RnnOutput;

/** The stand-in of step 13. No other step has gates. */
public final class GruForward {

    private GruForward() {}

    /** Refuses to make parameters. */
    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        throw StandIn.unused(13);
    }

    /** Refuses to run. */
    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        throw StandIn.unused(13);
    }
}
