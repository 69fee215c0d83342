package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
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
        // <solution>
        NDArray wXh = parameters.get(0);
        NDArray wHh = parameters.get(1);
        NDArray bH = parameters.get(2);
        NDArray wHq = parameters.get(3);
        NDArray bQ = parameters.get(4);

        NDArray h = state.get(0);
        NDList hiddenStates = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            NDArray x = inputs.get(t);
            h = x.matMul(wXh).add(h.matMul(wHh)).add(bH).tanh();
            hiddenStates.add(h);
        }
        // The output layer has no recurrence: one product computes it for all time steps.
        NDArray logits = NDArrays.stack(hiddenStates).reshape(-1, bH.size()).matMul(wHq).add(bQ);
        return new RnnOutput(logits, new NDList(h));
        // </solution>
    }
}
