package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Step 3: the initial state of the network, before it has read anything. */
public final class HiddenState {

    private HiddenState() {}

    /**
     * Makes the initial hidden state, all zeros.
     *
     * @param manager the owner of the new array
     * @param batchSize the number of sequences in a minibatch, 1 to 128
     * @param numHiddens the number of hidden units, 1 to 512
     * @return a list of one float32 array [batchSize, numHiddens]
     */
    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        // <solution>
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
        // </solution>
    }
}
