package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A test whether draws come from a distribution, by the count of each outcome. */
public final class Frequencies {

    /** The chance that the count of one outcome is out of bounds although the draws are right. */
    public static final double CHANCE = 1e-13;

    private Frequencies() {}

    /**
     * Tells whether counts fit. Of n draws, the share of an outcome with probability p is as far from p as q, on the same side,
     * with a chance of at most exp(-n D), where D is q log(q / p) + (1 - q) log((1 - q) / (1 - p)), the relative entropy
     * (Chernoff, Hoeffding). Both sides together have the chance {@link #CHANCE}. An outcome that should come 31 times must
     * come.
     *
     * @param counts the count of each outcome
     * @param probabilities the probabilities of the outcomes; where one is 0, the count must be 0
     * @return whether every count is near enough to n p
     */
    public static boolean fit(int[] counts, double[] probabilities) {
        int n = Arrays.stream(counts).sum();
        return IntStream.range(0, counts.length).allMatch(i -> n == 0 || n * (part((double) counts[i] / n, probabilities[i])
                + part(1 - (double) counts[i] / n, 1 - probabilities[i])) <= Math.log(2 / CHANCE));
    }

    private static double part(double share, double probability) {
        // Sums of probabilities are above 1 by a rounding error, or below it.
        return share == 0 ? 0 : share * Math.log(share / Math.max(0, probability));
    }
}
