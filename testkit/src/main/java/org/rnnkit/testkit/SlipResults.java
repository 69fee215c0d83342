package org.rnnkit.testkit;

import java.util.List;

/**
 * The results that slips would give in one comparison.
 *
 * @param subject the result that is compared
 * @param testCase the test in words
 * @param expected the right result, flat
 * @param tolerance the largest difference of a right result
 * @param slips the slips
 */
public record SlipResults(String subject, String testCase, double[] expected, double tolerance, List<Slip> slips) {

    /** Tells whether two results are the same in this comparison. */
    public boolean areSame(double[] one, double[] other) {
        return Expect.isClose(one, other, tolerance);
    }
}
