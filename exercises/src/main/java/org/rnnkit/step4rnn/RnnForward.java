package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.NotImplementedYet;
import org.rnnkit.toolkit.RnnOutput;

/** Step 4: the recurrent network, one time step after the other. */
public final class RnnForward {

    private RnnForward() {}

    /**
     * Runs the network over a minibatch. At every time step
     * H ← tanh(X W_xh + H W_hh + b_h) and Y = H W_hq + b_q.
     * No operation here has a Java number, such as a.mul(2f): DJL may free the number before the backward pass reads
     * it, and the gradients are wrong.
     *
     * @param inputs X, [numSteps, batchSize, vocabSize], at most [300, 128, 5000], numbers of moderate size;
     *     in training one-hot vectors
     * @param state the hidden state H before the first time step, one array [batchSize, numHiddens], with
     *     at most 512 hidden units; it is not changed
     * @param parameters W_xh, W_hh, b_h, W_hq, b_q
     * @return logits Y of all time steps, [numSteps · batchSize, vocabSize], time-major (the rows of the
     *     first time step come first), and the hidden state after the last time step
     */
    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        // TODO step 4: replace this line and the next by your code.
        throw new NotImplementedYet(RnnForward.class);
    }
}
