package org.rnnkit.testkit.oracle;

import java.util.Arrays;

/** Whether draws can come from a distribution, judged by how often each outcome came. */
public final class Frequencies {

    /** The chance that a single outcome's count lies outside of what is allowed though the draws are right. */
    public static final double CHANCE = 1e-12;

    private Frequencies() {}

    /**
     * Of n draws, n p and up to x more or less are of an outcome with probability p, but for a chance of
     * 2 exp(-x² / (2 (n p (1 - p) + x / 3))) at most (Bernstein). Here x is what makes that {@link #CHANCE}. Step 10's test
     * looks at 24 outcomes, its check at 32, so that each rejects right draws with a chance below 1e-10.
     *
     * @param counts how often each outcome came
     * @param probabilities those of the outcomes; what can't come must not
     * @return whether every count is within x of what it should be
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
