package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.oracle.SamplingSlips.Frequencies;

/**
 * A sample of values that should come from N(0, σ²), judged by four figures: the mean, the standard deviation, the share
 * within one σ of 0, and the largest value. A right sample is rejected with a chance of at most {@link #CHANCE} per figure,
 * by bounds that hold for every n. A graded test or a check looks at 96 figures at most (four of three weights, twice in each
 * of four questions), so its chance is below 1e-10.
 */
public final class NormalSample {

    /** The greatest chance that a figure of a right sample lies outside of its bounds, both sides together. */
    public static final double CHANCE = 1e-12;

    /** The share of N(0, σ²) that lies within σ of 0; of a uniform distribution with the same deviation it is 0.577. */
    public static final double WITHIN = 0.682689;

    private static final double EXPONENT = Math.log(2 / CHANCE);

    private final double[] values;
    private final double sigma;

    /**
     * Makes a sample.
     *
     * @param values the values, two or more
     * @param sigma the standard deviation that they should have
     */
    public NormalSample(double[] values, double sigma) {
        this.values = values;
        this.sigma = sigma;
    }

    /** Returns the mean. */
    public double mean() {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Returns the standard deviation, about the mean. */
    public double deviation() {
        double mean = mean();
        return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (values.length - 1));
    }

    /** Returns the share of the values within σ of 0. */
    public double within() {
        return count() / (double) values.length;
    }

    /** Tells whether the mean can be right: it is N(0, σ²/n), which lies beyond z σ/√n with a chance below 2 exp(-z²/2). */
    public boolean meanFits() {
        return Math.abs(mean()) <= sigma * Math.sqrt(2 * EXPONENT / values.length);
    }

    /**
     * Tells whether the deviation can be right: the sum of squares over σ² is χ² with k = n - 1 degrees of freedom, which lies
     * above k + 2 √(k x) + 2 x, or below k - 2 √(k x), with a chance of exp(-x) at most (Laurent and Massart).
     */
    public boolean deviationFits() {
        double k = values.length - 1;
        double excess = k * deviation() * deviation() / (sigma * sigma) - k;
        double below = 2 * Math.sqrt(k * EXPONENT);
        return excess >= -below && excess <= below + 2 * EXPONENT;
    }

    /** Tells whether the share within σ can be right: see {@link Frequencies}. */
    public boolean withinFits() {
        int count = count();
        return Frequencies.fit(new int[] {count, values.length - count}, new double[] {WITHIN, 1 - WITHIN});
    }

    /** Returns the largest absolute value. */
    public double largest() {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    /** Tells whether the largest value can be right: one of n lies beyond z σ with a chance below n · 2 exp(-z²/2). */
    public boolean largestFits() {
        return largest() <= sigma * Math.sqrt(2 * (EXPONENT + Math.log(values.length)));
    }

    /**
     * Returns the share of a sample's values that another sample has, too. Of two independent samples, a value is in the other
     * one only by chance: near 0, float32 values of N(0, σ²) are a millionth of σ apart and less, so that of n values each is
     * in the other sample with a chance below n / 100,000.
     *
     * @param some values
     * @param others other values; if they are more, it is the other way round
     * @return the share of the smaller sample's values, from 0 to 1
     */
    public static double shareInCommon(double[] some, double[] others) {
        if (some.length > others.length) {
            return shareInCommon(others, some);
        }
        Set<Double> all = Arrays.stream(others).boxed().collect(Collectors.toSet());
        return Arrays.stream(some).filter(all::contains).count() / (double) some.length;
    }

    private int count() {
        return (int) Arrays.stream(values).filter(value -> Math.abs(value) < sigma).count();
    }

    /** The known slips of weights that should come from N(0, 0.01²), and the figures that each gives. */
    public static final class NormalSlips {

        /** The deviation that the weights should have. */
        public static final double SIGMA = 0.01;

        /** The largest relative difference of a deviation from that of a slip; samples have thousands of values. */
        private static final double CLOSE = 0.04;
        private static final double WITHIN_CLOSE = 0.02;
        private static final double UNIFORM = 1 / Math.sqrt(3);
        /** Mean, deviation and share within one deviation of |N(0, 1)|. */
        private static final double HALF_MEAN = Math.sqrt(2 / Math.PI);
        private static final double HALF_DEVIATION = Math.sqrt(1 - 2 / Math.PI);
        /** The deviation of N(0, 1) without the values beyond 2. */
        private static final double TRUNCATED = 0.8796;

        private final double mean;
        private final double deviation;
        private final double within;
        private final Map<String, Boolean> fits = new LinkedHashMap<>();

        private NormalSlips(NormalSample sample) {
            mean = sample.mean();
            deviation = sample.deviation();
            within = sample.within();
        }

        /**
         * Compares a sample with all slips.
         *
         * @param sample the weights
         * @param rows the number of the matrix's rows
         * @param columns the number of its columns
         * @return whether each slip gives such a sample
         */
        public static Map<String, Boolean> of(NormalSample sample, int rows, int columns) {
            return new NormalSlips(sample).compare(rows, columns);
        }

        /** Says what a sample looks like and what it should look like. */
        public static String difference(String name, NormalSample sample) {
            return name + " has mean " + ShortNumber.of(sample.mean()) + " and standard deviation "
                    + ShortNumber.of(sample.deviation()) + ", and " + percent(sample.within())
                    + " of its values lie between -0.01 and 0.01.\nExpected are mean 0, standard deviation "
                    + ShortNumber.of(SIGMA) + " and " + percent(NormalSample.WITHIN);
        }

        private static String percent(double share) {
            return Math.round(100 * share) + " %";
        }

        private Map<String, Boolean> compare(int rows, int columns) {
            add("the deviation is 1: 0.01 is not given to randomNormal, and nothing is multiplied by it", 0, 1);
            add("0.01 is taken twice: 0.01 is the standard deviation already, 0.01² the variance", 0, SIGMA * SIGMA);
            add("0.01 is taken for the variance: it is the standard deviation", 0, Math.sqrt(SIGMA));
            add("the deviation is a tenth of 0.01: a zero too many", 0, SIGMA / 10);
            add("every weight is 0.01: nothing is drawn, or mean and deviation are exchanged", SIGMA, 0);
            add("the mean is 0.01: the mean stands first and is 0, then the deviation, 0.01", SIGMA, SIGMA);
            add("the mean is 1: the mean stands first and is 0, then the deviation, 0.01", 1, SIGMA);
            add("only positive values are kept, as by abs()", HALF_MEAN * SIGMA, HALF_DEVIATION * SIGMA);
            add("only positive values are kept, as by abs(), and 0.01 is missing", HALF_MEAN, HALF_DEVIATION);
            add("only negative values are kept", -HALF_MEAN * SIGMA, HALF_DEVIATION * SIGMA);
            add("the distribution is uniform on [-0.01, 0.01], not normal", 0, UNIFORM * SIGMA);
            add("the distribution is uniform on [0, 0.01], not normal", SIGMA / 2, UNIFORM * SIGMA / 2);
            add("the distribution is uniform on [0, 1], not normal", 0.5, UNIFORM / 2);
            add("the distribution is uniform on [-1, 1], not normal", 0, UNIFORM);
            add("the distribution is uniform on [-0.005, 0.005], not normal", 0, UNIFORM * SIGMA / 2);
            add("the distribution is uniform on [-0.1, 0.1], not normal", 0, UNIFORM / 10);
            add("values far from 0 are cut off, as by truncatedNormal; take randomNormal", 0, TRUNCATED * SIGMA);
            fits.put("the distribution is uniform, with the right deviation; it must be normal", fitsMean(0, SIGMA)
                    && fitsDeviation(SIGMA) && Math.abs(within - UNIFORM) < WITHIN_CLOSE);
            fits.put("every weight is 0.01 or -0.01: only its sign is drawn", fitsMean(0, SIGMA) && fitsDeviation(SIGMA)
                    && (within == 0 || within == 1));
            fits.put("an initialiser with a rule of its own is used (Xavier, He, PyTorch's own), whose deviation depends on "
                    + "the matrix's size; it must be 0.01", variances(rows, columns).map(Math::sqrt)
                    .anyMatch(ofRule -> fitsMean(0, ofRule) && fitsDeviation(ofRule)));
            return fits;
        }

        private static DoubleStream variances(double rows, double columns) {
            double both = rows + columns;
            return DoubleStream.of(2 / both, 4 / both, 6 / both, 1 / rows, 2 / rows, 1 / columns, 2 / columns, 1 / (3 * rows),
                    1 / (3 * columns));
        }

        private void add(String words, double expectedMean, double expectedDeviation) {
            fits.put(words, fitsMean(expectedMean, expectedDeviation) && fitsDeviation(expectedDeviation));
        }

        private boolean fitsMean(double expectedMean, double expectedDeviation) {
            return Math.abs(mean - expectedMean) <= CLOSE * Math.abs(expectedMean) + CLOSE * expectedDeviation;
        }

        private boolean fitsDeviation(double expectedDeviation) {
            return Math.abs(deviation - expectedDeviation) <= CLOSE * expectedDeviation + SIGMA * SIGMA / 100;
        }
    }
}
