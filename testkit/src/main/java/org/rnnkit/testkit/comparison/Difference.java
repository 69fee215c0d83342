package org.rnnkit.testkit.comparison;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The values of a wrong array and of the right one, flat.
 *
 * @param expected the right values
 * @param actual the values that came out, as many
 * @param isWrong tells whether the values at an index differ by more than rounding
 */
public record Difference(double[] expected, double[] actual, IntPredicate isWrong) {

    /** Returns the flat indices of all wrong values; there is at least one. */
    int[] wrong() {
        return IntStream.range(0, expected.length).filter(isWrong).toArray();
    }
}
