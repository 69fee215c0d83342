package org.rnnkit.testkit.oracle;

import java.util.Arrays;

/** A test whether draws come from a distribution, by the count of each outcome. */
public final class Frequencies {

    /** The chance that the count of one outcome is out of bounds although the draws are right. */
    public static final double CHANCE = 1e-12;

    private Frequencies() {}

    /**
     * Tells whether counts fit. Of n draws, the count of an outcome with probability p differs from n p by more than x with
     * a chance of at most 2 exp(-x² / (2 (n p (1 - p) + x / 3))) (Bernstein). Here x makes that chance {@link #CHANCE}.
     * Step 10's test looks at 77 outcomes, its check at 32, so that each rejects right draws with a chance below 1e-10.
     *
     * @param counts the count of each outcome
     * @param probabilities the probabilities of the outcomes; where one is 0, the count must be 0
     * @return whether every count is within x of n p
     */
    public static boolean fit(int[] counts, double[] probabilities) {
        int n = Arrays.stream(counts).sum();
        for (int i = 0; i < counts.length; i++) {
            double variance = n * probabilities[i] * (1 - probabilities[i]);
            if (Math.abs(counts[i] - n * probabilities[i]) > allowed(variance)) {
                return false;
            }
        }
        return true;
    }

    private static double allowed(double variance) {
        double exponent = Math.log(2 / CHANCE);
        return variance == 0 ? 0 : exponent / 3 + Math.sqrt(exponent * exponent / 9 + 2 * exponent * variance);
    }
}
