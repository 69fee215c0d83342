package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.failure.Failure;

/** What is asked of the weights of a new network, which are drawn from N(0, 0.01²), with the known mistakes. */
public final class NormalWeights {

    private static final double SIGMA = 0.01;
    /** The fewest values whose repetitions are counted. */
    private static final int FEW = 20;
    /** The most values whose repetitions are counted: more would take long. */
    private static final int MANY = 2_000;
    /** So many values show that those beyond 3 σ are cut off. If there are more, every second or third one is judged. */
    private static final int ENOUGH = 20_000;

    /** Sizes for which a deviation that depends on them may be 0.01. */
    private static final double[] RIGHT_FOR = {28, 32, 64, 128, 256, 512, 1024};
    /** The share of the values of N(0, σ²) within σ that lie within σ / 2. */
    private static final double WITHIN_HALF = 0.560907;
    /** Few values lie beyond, so that a small sample can't show that they are cut off there. */
    private static final double CUT = 3.001 * SIGMA;

    private NormalWeights() {}

    /**
     * Checks that each value of a matrix is drawn from N(0, 0.01²). A right matrix is rejected with a chance below 2e-12:
     * {@link NormalSample} derives it for the distribution, and what is asked here about repetitions is less likely by far.
     * A value that is exactly 0, or equal to a given other one, has a chance below 1e-6 (float32, and generators with 24 bits).
     */
    public static void check(String name, double[] values, int columns) {
        checkRepetitions(name, values, columns);
        int step = Math.max(1, values.length / ENOUGH);
        double[] sample = new double[values.length / step];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = values[i * step];
        }
        checkDistribution(name, sample, values.length / columns, columns);
    }

    /**
     * Checks the distribution of weights, which may be those of several networks. The name of the result is the same for all
     * weights, because few values look like many mistakes: a mistake must explain every weight that is wrong.
     */
    public static void checkDistribution(String name, double[] values, int rows, int columns) {
        NormalSample sample = new NormalSample(values, SIGMA);
        Expect.result("the distribution of a weight", sample.fits(), () -> {
            Map<String, Boolean> fits = wrong(values, rows, columns);
            fits.replaceAll((words, looks) -> sample.fits() || looks); // a mistake may be in one weight only
            return fits;
        }, () -> Failure.ofResult(name + " has mean " + ShortNumber.of(sample.mean()) + " and standard deviation "
                + ShortNumber.of(sample.deviation()) + ", and " + percent(sample.within())
                + " of its values lie between -0.01 and 0.01; the largest is " + ShortNumber.of(sample.largest()),
                "mean 0, standard deviation 0.01 and " + percent(NormalSample.WITHIN) + " between -0.01 and 0.01"
                        + (sample.isCutOff() ? ", and values above 0.03" : "")));
    }

    /** Tells for each known mistake whether weights look like it. A few values may look like several. */
    private static Map<String, Boolean> wrong(double[] values, int rows, int columns) {
        Map<String, Boolean> wrong = new LinkedHashMap<>();
        wrong.put("the deviation is 1: 0.01 is not given to randomNormal, and nothing is multiplied by it",
                isNormal(1, values));
        wrong.put("the deviation is 0.1 instead of 0.01: typed so, or the root of 0.01, as if 0.01 were the variance",
                isNormal(0.1, values));
        wrong.put("the deviation is 0.0001 instead of 0.01: typed so, or 0.01 squared, but 0.01 is the deviation already",
                isNormal(SIGMA * SIGMA, values));
        wrong.put("no weight is below 0: half of them must be, as randomNormal draws them", isPositive(values));
        wrong.put("every weight is 0.01: nothing is drawn, or mean and deviation are exchanged",
                Arrays.stream(values).allMatch(value -> value == (float) SIGMA));
        wrong.put("the distribution is uniform; it must be normal, as randomNormal draws it", isUniform(values));
        wrong.put("values far from 0 are cut off, as by truncatedNormal or clip; take randomNormal", isCutOff(values));
        wrong.put("the deviation depends on the sizes, as with an initialiser that has a rule of its own (Xavier, He, "
                + "PyTorch's own): it must be 0.01 for every size",
                variances(rows, columns).map(Math::sqrt).mapToObj(sigma -> new NormalSample(values, sigma))
                        .anyMatch(sample -> sample.meanFits() && sample.deviationFits()));
        return wrong;
    }

    private static boolean isNormal(double sigma, double[] values) {
        return new NormalSample(values, sigma).fits();
    }

    private static boolean isPositive(double[] values) {
        return Arrays.stream(values).allMatch(value -> value >= 0) && new NormalSample(
                DoubleStream.of(values).flatMap(value -> DoubleStream.of(value, -value)).toArray(), SIGMA).fits();
    }

    private static boolean isUniform(double[] values) {
        double least = Arrays.stream(values).min().orElseThrow();
        double width = Arrays.stream(values).max().orElseThrow() - least;
        int[] quarters = new int[4];
        Arrays.stream(values).forEach(value -> quarters[(int) Math.min(3, 4 * (value - least) / width)]++);
        return Frequencies.fit(quarters, new double[] {0.25, 0.25, 0.25, 0.25});
    }

    private static boolean isCutOff(double[] values) {
        NormalSample sample = new NormalSample(values, SIGMA);
        int within = (int) Arrays.stream(values).filter(value -> Math.abs(value) < SIGMA).count();
        int half = (int) Arrays.stream(values).filter(value -> Math.abs(value) < SIGMA / 2).count();
        return sample.meanFits() && sample.largest() <= CUT
                && Frequencies.fit(new int[] {half, within - half}, new double[] {WITHIN_HALF, 1 - WITHIN_HALF});
    }

    private static DoubleStream variances(double rows, double columns) {
        double both = rows + columns;
        return DoubleStream.concat(DoubleStream.of(2 / both, 4 / both, 6 / both, 1 / rows, 2 / rows, 1 / columns,
                2 / columns, 1 / (3 * rows), 1 / (3 * columns)), Arrays.stream(RIGHT_FOR)
                .flatMap(size -> DoubleStream.of(SIGMA * SIGMA * size / rows, SIGMA * SIGMA * size / columns)));
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static void checkRepetitions(String name, double[] values, int columns) {
        if (values.length < FEW) {
            return;
        }
        int zeros = countZeros(values);
        Expect.that(zeros <= 2 + values.length / 1000 || zeros == values.length, () -> name + " is 0 at " + zeros + " of its "
                + values.length + " places: draw every weight, for every size");
        double[] some = some(values);
        long different = NormalSample.countDifferent(some);
        Expect.that(different > 0.8 * some.length, () -> name + (different == 1
                ? " is " + ShortNumber.of(values[0]) + " everywhere: draw every one at random, or hidden units that begin "
                + "alike stay alike for ever" + (values[0] == 0 ? ". (1 / 100 is 0 in Java: a deviation is written 0.01f)" : "")
                : " has only " + different + " different values among " + some.length + repetition(values, columns)
                + ". Draw every one at random"));
        String constant = NormalSample.constantLine(values, columns);
        Expect.that(constant.isEmpty(), () -> name + " is constant in " + constant + ": draw every value at random");
    }

    private static int countZeros(double[] values) {
        int zeros = 0;
        for (double value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static double[] some(double[] values) {
        return Arrays.copyOf(values, Math.min(values.length, MANY));
    }

    private static String repetition(double[] values, int columns) {
        boolean areRows = values.length > columns
                && IntStream.range(columns, values.length).allMatch(k -> values[k] == values[k - columns]);
        return areRows ? ", since all rows are equal" : " (without their signs): they are rounded, or used several times";
    }

    /**
     * Tells whether two weights have the same numbers. Of two right ones, three in three or half of 20 are never equal by
     * chance: (3 · 1e-6)³ = 3e-17.
     */
    public static boolean areSame(double[] one, double[] other) {
        int fewest = Math.min(one.length, other.length);
        double share = fewest < 3 ? 0 : NormalSample.shareInCommon(some(one), some(other));
        return fewest < FEW ? share == 1 : share > 0.5;
    }
}
