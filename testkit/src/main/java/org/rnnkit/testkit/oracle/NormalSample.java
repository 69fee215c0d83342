package org.rnnkit.testkit.oracle;

import java.util.Arrays;

/**
 * A sample of values that should come from N(0, σ²), judged by five figures: the mean, the standard deviation, the share
 * within one σ of 0, the largest value, and whether values far from 0 are missing. By bounds that hold for every n, a right
 * sample is rejected with a chance of at most {@link #CHANCE} for each of the five figures (for the share, that of
 * {@link Frequencies}, which is the same): 5e-13 together. The tests of a step judge at most 300 samples (three or seven
 * weights, twice in about 30 cases), so a right solution fails one with a chance below 2e-10.
 *
 * @param values the values
 * @param sigma the standard deviation that they should have
 */
public record NormalSample(double[] values, double sigma) {

    /** The greatest chance that a figure of a right sample lies outside of its bounds, both sides together. */
    public static final double CHANCE = 1e-13;

    /** The share of N(0, σ²) that lies within σ of 0; of a uniform distribution with the same deviation it is 0.577. */
    public static final double WITHIN = 0.682689;

    private static final double EXPONENT = Math.log(2 / CHANCE);

    /** Returns the mean. */
    public double mean() {
        double sum = 0; // a loop, because streams take several times as long without the second compiler
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Returns the standard deviation, about the mean; 0 of a single value. */
    public double deviation() {
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / Math.max(1, values.length - 1));
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
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Tells whether the largest value can be right: one of n lies beyond z σ with a chance below n · 2 exp(-z²/2). */
    public boolean largestFits() {
        return largest() <= sigma * Math.sqrt(2 * (EXPONENT + Math.log(values.length)));
    }

    /**
     * Tells whether values far from 0 are missing. Of n right values none lies beyond z σ with a chance below exp(-n p), since
     * one lies beyond with a chance above p = √(2/π) exp(-z²/2) z / (1 + z²).
     */
    public boolean isCutOff() {
        double z = Math.max(1, largest() / sigma);
        return values.length * Math.sqrt(2 / Math.PI) * Math.exp(-z * z / 2) * z / (1 + z * z) > EXPONENT;
    }

    /** Tells whether all figures can be right. */
    public boolean fits() {
        return meanFits() && deviationFits() && withinFits() && largestFits() && !isCutOff();
    }

    /** Returns the number of different values, without their signs; of n right values, almost n. */
    public static long countDifferent(double[] values) {
        double[] sorted = Matrix.map(values, Math::abs);
        Arrays.sort(sorted);
        long different = 0;
        for (int i = 0; i < sorted.length; i++) {
            different += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return different;
    }

    /**
     * Names a row, a column or the diagonal of a matrix whose values are all equal, if it has four or more.
     *
     * @param values the matrix, row by row
     * @param columns the number of its columns
     * @return the words for it; empty if there is none
     */
    public static String constantLine(double[] values, int columns) {
        int rows = values.length / columns;
        for (int row = 0; row < rows; row++) {
            if (isConstant(values, row * columns, 1, columns)) {
                return "row " + row;
            }
        }
        for (int column = 0; column < columns; column++) {
            if (isConstant(values, column, columns, rows)) {
                return "column " + column;
            }
        }
        return isConstant(values, 0, columns + 1, Math.min(rows, columns)) ? "its diagonal" : "";
    }

    private static boolean isConstant(double[] values, int from, int step, int count) {
        int same = 0;
        while (same < count && values[from + same * step] == values[from]) {
            same++;
        }
        return count > 3 && same == count;
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
        double[] sorted = others.clone();
        Arrays.sort(sorted);
        double shared = 0;
        for (double value : some) {
            shared += Arrays.binarySearch(sorted, value) >= 0 ? 1 : 0;
        }
        return shared / some.length;
    }

    private int count() {
        int count = 0;
        for (double value : values) {
            count += Math.abs(value) < sigma ? 1 : 0;
        }
        return count;
    }
}
