// slip: Chains the calls from left to right, so it computes (X W_xh + H) W_hh + b_h instead of X W_xh + H W_hh + b_h.
// message: calls in a chain go from left to right
// counts: named
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
     *
     * @param inputs one-hot vectors X, [numSteps, batchSize, vocabSize]
     * @param state the hidden state H before the first time step, one array [batchSize, numHiddens]; it
     *     is not changed
     * @param parameters W_xh, W_hh, b_h, W_hq, b_q
     * @return logits Y of all time steps, [numSteps · batchSize, vocabSize], time-major (the rows of the
     *     first time step come first), and the hidden state after the last time step
     */
    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray h = state.get(0);
        NDList states = new NDList();
        for (int t = 0; t < inputs.getShape().get(0); t++) {
            h = inputs.get(t).matMul(parameters.get(0)).add(h).matMul(parameters.get(1)).add(parameters.get(2)).tanh();
            states.add(h);
        }
        NDArray all = NDArrays.stack(states).reshape(-1, parameters.get(2).size());
        return new RnnOutput(all.matMul(parameters.get(3)).add(parameters.get(4)), new NDList(h));
    }
}
