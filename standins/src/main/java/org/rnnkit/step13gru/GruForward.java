package org.rnnkit.step13gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.RnnOutput;

/** Step 13: a gated recurrent network (GRU), instead of steps 2 and 4. */
public final class GruForward {

    private GruForward() {}

    /**
     * Makes new parameters: weights from a normal distribution with mean 0 and standard deviation 0.01,
     * biases 0, all float32 on the manager's device, with gradients attached.
     *
     * @param manager the owner of the new arrays
     * @param vocabSize the number of tokens, the size of inputs and outputs
     * @param numHiddens the number of hidden units
     * @return W_xz, W_hz, b_z for the update gate, W_xr, W_hr, b_r for the reset gate, W_xh, W_hh, b_h for the
     *     candidate, W_hq, b_q for the output, in this order; W_x* [vocabSize, numHiddens], W_h* [numHiddens,
     *     numHiddens], the output's and the biases' as in step 2
     */
    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        throw new IllegalStateException("No other step needs step 13: write yours without it.");
    }

    /**
     * Runs the network over a minibatch. At every time step
     * Z = σ(X W_xz + H W_hz + b_z), R = σ(X W_xr + H W_hr + b_r), C = tanh(X W_xh + (R ⊙ H) W_hh + b_h),
     * H ← Z ⊙ H + (1 - Z) ⊙ C and Y = H W_hq + b_q.
     *
     * @param inputs X, [numSteps, batchSize, vocabSize], at most [100, 128, 5000], numbers of moderate size;
     *     in training one-hot vectors
     * @param state the hidden state H before the first time step, one array [batchSize, numHiddens], with
     *     at most 256 hidden units; it is not changed
     * @param parameters as {@link #initialize} makes them
     * @return logits Y of all time steps, [numSteps · batchSize, vocabSize], time-major, and the hidden state
     *     after the last time step
     */
    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        throw new IllegalStateException("No other step needs step 13: write yours without it.");
    }
}
