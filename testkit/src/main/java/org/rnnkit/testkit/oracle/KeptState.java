package org.rnnkit.testkit.oracle;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
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

    private static final String OF_THE_STATE = " of the state is kept; keep every array of output.state()";

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
        boolean isKept = isSequential && !returned.isEmpty();
        return new Slip[] {
            new Slip("every minibatch begins with the first state: with sequential sampling keep output.state(), the state "
                    + "after a minibatch, for the next one", begun),
            new Slip("the state of the minibatch before is kept; with random sampling each minibatch begins with a new state",
                    last()),
            new Slip("the samplings are exchanged: keep the state with SEQUENTIAL, and begin a new one with RANDOM",
                    isSequential ? begun : last()),
            new Slip("the state after the first minibatch is kept for all others: keep the newest one",
                    isKept ? returned.get(0) : right()),
            new Slip("only the first array" + OF_THE_STATE, arrays(part -> part == 0)),
            new Slip("only the first two arrays" + OF_THE_STATE + ", however many there are", arrays(part -> part < 2)),
            new Slip("a new state is made of zeros: begin with what net.beginState returns, since a model may begin with other "
                    + "numbers", isKept ? right() : new double[begun.length])};
    }

    private double[] arrays(IntPredicate isKept) {
        double[] right = right();
        return IntStream.range(0, right.length).mapToDouble(i ->
                isKept.test(i * parts / right.length) ? right[i] : begun[i]).toArray();
    }
}
