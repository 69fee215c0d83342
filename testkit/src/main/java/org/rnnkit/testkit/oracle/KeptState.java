package org.rnnkit.testkit.oracle;

import java.util.List;
import org.rnnkit.testkit.Slip;

/**
 * The state that a minibatch begins with, right or with a known slip. All arrays stand after each other.
 *
 * @param isSequential whether it is the state after the minibatch before
 * @param parts the number of arrays, which have the same size
 * @param begun the state that the model begins with
 * @param returned the states that forward has returned in this epoch
 */
public record KeptState(boolean isSequential, int parts, double[] begun, List<double[]> returned) {

    /** Copies the list, which grows. */
    public KeptState {
        returned = List.copyOf(returned);
    }

    /** Returns the right state. */
    public double[] right() {
        return isSequential ? last() : begun;
    }

    private double[] last() {
        return returned.isEmpty() ? begun : returned.get(returned.size() - 1);
    }

    /** Returns the wrong states. */
    public Slip[] slips() {
        return new Slip[] {
            new Slip("every minibatch begins with the first state: with sequential sampling keep output.state(), the state "
                    + "after a minibatch, for the next one", begun),
            new Slip("the state of the minibatch before is kept; with random sampling each minibatch begins with a new state",
                    last()),
            new Slip("the samplings are exchanged: keep the state with SEQUENTIAL, and begin a new one with RANDOM",
                    isSequential ? begun : last()),
            new Slip("only the first array of the state is kept; keep every array of output.state()", firstArray()),
            new Slip("a new state is made of zeros: begin with what net.beginState returns, since a model may begin with other "
                    + "numbers", isSequential && !returned.isEmpty() ? right() : new double[begun.length])};
    }

    private double[] firstArray() {
        double[] state = begun.clone();
        System.arraycopy(right(), 0, state, 0, state.length / parts);
        return state;
    }
}
