package org.rnnkit.testkit.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Comparisons for tests. */
public final class SampleComparisons {

    private SampleComparisons() {}

    /**
     * Makes a comparison of an array whose right values are all 0.
     *
     * @param axes the names of the axes
     * @param shape the shape
     * @param wrong the flat indices of the wrong values, which are 1
     * @return the comparison
     */
    public static ArrayComparison ofZeros(List<String> axes, long[] shape, int... wrong) {
        double[] actual = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        IntStream.of(wrong).forEach(i -> actual[i] = 1);
        return of("the state", axes, shape, new double[actual.length], actual);
    }

    /**
     * Makes a comparison of values, in which every difference counts.
     *
     * @param name the name of the result
     * @param axes the names of the axes
     * @param shape the shape of both arrays
     * @param expected the right values
     * @param actual the wrong values
     * @return the comparison
     */
    public static ArrayComparison of(String name, List<String> axes, long[] shape, double[] expected, double[] actual) {
        return ArrayComparison.ofValues(name, axes, List.of(), shape, new Difference(expected, actual,
                i -> Double.compare(expected[i], actual[i]) != 0));
    }
}
