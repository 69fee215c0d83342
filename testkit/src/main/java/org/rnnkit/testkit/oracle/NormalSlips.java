package org.rnnkit.testkit.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.rnnkit.testkit.Figures;

/** The known slips of weights that should come from N(0, 0.01²), and the figures that each gives. */
public final class NormalSlips {

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
        return name + " has mean " + Figures.of(sample.mean()) + " and standard deviation " + Figures.of(sample.deviation())
                + ", and " + percent(sample.within()) + " of its values lie between -0.01 and 0.01.\nExpected are mean 0, "
                + "standard deviation " + Figures.of(SIGMA) + " and " + percent(NormalSample.WITHIN);
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
        fits.put("an initialiser with a rule of its own is used (Xavier, He, PyTorch's own), whose deviation depends on the "
                + "matrix's size; it must be 0.01", variances(rows, columns).map(Math::sqrt)
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
