package org.rnnkit.testkit.oracle;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Deviation;
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

    private enum Wrong implements Deviation {
        BEGUN_AGAIN("every minibatch begins with the first state: with sequential sampling keep output.state(), the state "
                + "after a minibatch, for the next one"),
        KEPT("the state of the minibatch before is kept; with random sampling each minibatch begins with a new state"),
        EXCHANGED("the samplings are exchanged: keep the state with SEQUENTIAL, and begin a new one with RANDOM"),
        FIRST_KEPT("the state after the first minibatch is kept for all others: keep the newest one"),
        FIRST_ARRAY("only the first array" + OF_THE_STATE),
        TWO_ARRAYS("only the first two arrays" + OF_THE_STATE + ", however many there are"),
        ZEROS("a new state is made of zeros: begin with what net.beginState returns, since a model may begin with other "
                + "numbers");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

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

    private double[] with(Wrong wrong) {
        boolean isKept = isSequential && !returned.isEmpty();
        return switch (wrong) {
            case BEGUN_AGAIN -> begun;
            case KEPT -> last();
            case EXCHANGED -> isSequential ? begun : last();
            case FIRST_KEPT -> isKept ? returned.get(0) : right();
            case FIRST_ARRAY -> arrays(part -> part == 0);
            case TWO_ARRAYS -> arrays(part -> part < 2);
            case ZEROS -> isKept ? right() : new double[begun.length];
        };
    }

    private double[] arrays(IntPredicate isKept) {
        double[] right = right();
        return IntStream.range(0, right.length).mapToDouble(i ->
                isKept.test(i * parts / right.length) ? right[i] : begun[i]).toArray();
    }

    /** Returns the wrong states. */
    public Slip[] slips() {
        return Slip.each(Wrong.class, wrong -> new double[][] {with(wrong)});
    }
}
