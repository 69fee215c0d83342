package org.rnnkit.step13gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.RnnOutput;

/** The stand-in of step 13. No other step has gates. */
public final class GruForward {

    private GruForward() {}

    /** Refuses to make parameters. */
    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        throw refusal();
    }

    /** Refuses to run. */
    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        throw refusal();
    }

    private static IllegalStateException refusal() {
        return new IllegalStateException("The stand-in of step 13 computes nothing, because no other step needs it. "
                + "Write your step without it.");
    }
}
