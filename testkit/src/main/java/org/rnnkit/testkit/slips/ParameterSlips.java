package org.rnnkit.testkit.slips;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.NumberTypes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.NormalSample;

/**
 * The shapes of W_xh, W_hh, b_h, W_hq and b_q, and the known slips of step 2: wrong shapes, and wrong numbers.
 *
 * @param vocabSize the number of tokens of the network
 * @param numHiddens the number of its hidden units
 */
public record ParameterSlips(int vocabSize, int numHiddens) {

    private static final List<String> NAMES = AxisNames.PARAMETERS;
    private static final String TRANSPOSED =
            "rows and columns are exchanged: a weight is [inputs, outputs], as X W needs it";

    /** Returns the right shapes. */
    public List<Shape> right() {
        return of(vocabSize, numHiddens);
    }

    private static List<Shape> of(long v, long h) {
        return List.of(new Shape(v, h), new Shape(h, h), new Shape(h), new Shape(h, v), new Shape(v));
    }

    /** Tells for every slip that concerns the whole list whether it gives these shapes. */
    public Map<String, Boolean> wholeList(List<Shape> shapes) {
        Map<String, Boolean> fits = new LinkedHashMap<>();
        fits.put("vocabSize and numHiddens are exchanged", shapes.equals(of(numHiddens, vocabSize)));
        for (int left = 0; left < NAMES.size(); left++) {
            fits.put(NAMES.get(left) + " is left out", shapes.equals(pick(without(left))));
        }
        fits.put("the biases are left out", shapes.equals(pick(List.of(0, 1, 3))));
        fits.put("there are two biases for the hidden units; one is enough",
                shapes.equals(pick(List.of(0, 1, 2, 2, 3, 4))) || shapes.equals(pick(List.of(0, 2, 1, 2, 3, 4))));
        orders(new ArrayList<>(), fits, shapes);
        return fits;
    }

    /**
     * Adds all orders but the right one, and but the one that cannot be told from two transposed weights.
     */
    private void orders(List<Integer> begun, Map<String, Boolean> fits, List<Shape> shapes) {
        if (begun.size() < NAMES.size()) {
            for (int next = 0; next < NAMES.size(); next++) {
                if (!begun.contains(next)) {
                    begun.add(next);
                    orders(begun, fits, shapes);
                    begun.remove(begun.size() - 1);
                }
            }
        } else if (!begun.equals(List.of(0, 1, 2, 3, 4)) && !begun.equals(List.of(3, 1, 2, 0, 4))) {
            fits.put("the order is " + String.join(", ", begun.stream().map(NAMES::get).toList())
                    + "; it must be " + String.join(", ", NAMES), shapes.equals(pick(begun)));
        }
    }

    private List<Shape> pick(List<Integer> parameters) {
        return parameters.stream().map(right()::get).toList();
    }

    private static List<Integer> without(int left) {
        return IntStream.range(0, NAMES.size()).filter(i -> i != left).boxed().toList();
    }

    /** Returns the wrong shapes of one parameter. */
    public Slip[] ofOne(int parameter) {
        List<Slip> slips = new ArrayList<>(List.of(ofSizes(parameter)));
        NumberTypes.wrong("vocabSize", vocabSize).forEach((wrong, words) -> add(slips, words, wrong, numHiddens, parameter));
        NumberTypes.wrong("numHiddens", numHiddens).forEach((wrong, words) -> add(slips, words, vocabSize, wrong, parameter));
        return slips.toArray(Slip[]::new);
    }

    private static void add(List<Slip> slips, String words, int vocabSize, int numHiddens, int parameter) {
        if (vocabSize > 0 && numHiddens > 0) { // the engine refuses others
            slips.add(Slip.of(words, of(vocabSize, numHiddens).get(parameter)));
        }
    }

    private Slip[] ofSizes(int parameter) {
        long v = vocabSize;
        long h = numHiddens;
        return switch (parameter) {
            case 0 -> new Slip[] {
                Slip.of(TRANSPOSED, new Shape(h, v)),
                Slip.of("numHiddens is given twice: W_xh leads from the vocabulary to the hidden units", new Shape(h, h)),
                Slip.of("vocabSize is given twice: W_xh leads from the vocabulary to the hidden units", new Shape(v, v)),
                Slip.of("28 is written into the code: use vocabSize", new Shape(28, h)),
                Slip.of("512 is written into the code: use numHiddens", new Shape(v, 512)),
                Slip.of("28 and 512 are written into the code: use vocabSize and numHiddens", new Shape(28, 512))};
            case 1 -> new Slip[] {
                Slip.of("W_hh is given the inputs' size: it takes the hidden state to the next one, so both its sizes are "
                        + "numHiddens", new Shape(v, h)),
                Slip.of("W_hh has a single axis: it is a matrix, from every hidden unit to every other", new Shape(h)),
                Slip.of("512 is written into the code: use numHiddens", new Shape(512, 512))};
            case 2 -> bias(h, v, "b_h has vocabSize values; the hidden units are numHiddens", 512, "numHiddens");
            case 3 -> new Slip[] {
                Slip.of(TRANSPOSED, new Shape(v, h)),
                Slip.of("W_hq leads to hidden units; it must lead to the vocabulary", new Shape(h, h)),
                Slip.of("vocabSize is given twice: W_hq leads from the hidden units to the vocabulary", new Shape(v, v)),
                Slip.of("28 is written into the code: use vocabSize", new Shape(h, 28)),
                Slip.of("512 is written into the code: use numHiddens", new Shape(512, v))};
            default -> bias(v, h, "b_q has numHiddens values; the outputs are vocabSize", 28, "vocabSize");
        };
    }

    private static Slip[] bias(long size, long other, String words, int usual, String sizeName) {
        return new Slip[] {
            Slip.of("the bias is a matrix of one row; it must be a vector", new Shape(1, size)),
            Slip.of("the bias is a column; it must be a vector", new Shape(size, 1)),
            Slip.of(words, new Shape(other)),
            Slip.of("the bias is as large as a weight; it must be a vector", new Shape(size, other)),
            Slip.of("the bias is as large as a weight; it must be a vector", new Shape(other, size)),
            Slip.of("the bias is one number; it must have one for each unit", new Shape(1)),
            Slip.of("the bias is one number; it must have one for each unit", new Shape()),
            Slip.of(usual + " is written into the code: use " + sizeName, new Shape(usual))};
    }

    /** The known slips of weights that should come from N(0, 0.01²), and the figures that each gives. */
    public static final class NormalSlips {

        /** The deviation that the weights should have. */
        public static final double SIGMA = 0.01;

        /** The largest relative difference of a deviation from that of a slip; samples have thousands of values. */
        private static final double CLOSE = 0.04;
        private static final double WITHIN_CLOSE = 0.02;
        /** The largest rounding error of a mean that is exactly 0, or of a deviation that is exactly 0.01. */
        private static final double EXACT = 1e-7;
        private static final int USUAL = 512;
        /** Sizes for which a deviation that depends on them may be 0.01. */
        private static final double[] RIGHT_FOR = {28, 32, 64, 128, 256, 512, 1024};
        private static final double UNIFORM = 1 / Math.sqrt(3);
        /** Mean, deviation and share within one deviation of |N(0, 1)|. */
        private static final double HALF_MEAN = Math.sqrt(2 / Math.PI);
        private static final double HALF_DEVIATION = Math.sqrt(1 - 2 / Math.PI);
        /** The deviation of N(0, 1) without the values beyond 1.5. */
        private static final double LEAST_CUT = 0.74;
        /** Few values of N(0, 1) lie beyond, so that a small sample can't show that they are cut off there. */
        private static final double CUT = 3.001;

        private final double mean;
        private final double deviation;
        private final double within;
        private final boolean cutOff;
        private final Map<String, Boolean> fits = new LinkedHashMap<>();

        private NormalSlips(NormalSample sample) {
            mean = sample.mean();
            deviation = sample.deviation();
            within = sample.within();
            cutOff = sample.isCutOff() || sample.largest() <= CUT * SIGMA;
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
            Map<String, Boolean> fits = new NormalSlips(sample).compare(rows, columns);
            fits.put("only weights of usual sizes are drawn from N(0, 0.01²): draw all of them from it, however large they are",
                    sample.fits() != Math.max(rows, columns) > USUAL);
            return fits;
        }

        /**
         * Compares a sample of the weights of many small networks with all slips.
         *
         * @param sample the weights of all networks
         * @param rows the number of rows in one of them
         * @param columns the number of columns in one of them
         * @param larger the same weight of a larger network, which shows what the numbers drawn are changed by
         * @param largerColumns the number of its columns
         * @return whether each slip gives such samples
         */
        public static Map<String, Boolean> ofSmall(NormalSample sample, int rows, int columns, double[] larger,
                int largerColumns) {
            Map<String, Boolean> fits = of(sample, rows, columns);
            double[][] lines = new double[larger.length / largerColumns][];
            Arrays.setAll(lines, i -> Arrays.copyOfRange(larger, i * largerColumns, (i + 1) * largerColumns));
            boolean zero = Arrays.stream(larger).allMatch(value -> value == 0);
            boolean centred = false;
            boolean scaled = false;
            for (double[][] all : List.of(new double[][] {larger}, lines, Matrix.transpose(lines))) {
                centred |= Arrays.stream(all).allMatch(line -> Math.abs(new NormalSample(line, SIGMA).mean()) < EXACT);
                scaled |= Arrays.stream(all).allMatch(line -> Math.abs(rootMeanSquare(line) - SIGMA) < EXACT);
            }
            fits.put("the mean of the numbers drawn is taken off them, so that a single one becomes 0: leave them as they are "
                    + "drawn", centred && !scaled && !zero);
            fits.put("the numbers drawn are divided by their own deviation, so that a single one becomes 0.01, -0.01 or NaN: "
                    + "leave them as they are drawn", scaled);
            fits.put("a weight of so few numbers is always 0, not drawn: draw every weight, for every size",
                    !centred && !zero && sample.largest() == 0);
            return fits;
        }

        private static double rootMeanSquare(double[] values) {
            return Math.sqrt(Arrays.stream(values).map(value -> value * value).average().orElseThrow());
        }

        /** Says what a sample looks like and what it should look like. */
        public static String difference(String name, NormalSample sample) {
            return name + " has mean " + ShortNumber.of(sample.mean()) + " and standard deviation "
                    + ShortNumber.of(sample.deviation()) + ", and " + percent(sample.within())
                    + " of its values lie between -0.01 and 0.01; the largest is " + ShortNumber.of(sample.largest())
                    + ".\nExpected are mean 0, standard deviation " + ShortNumber.of(SIGMA) + " and "
                    + percent(NormalSample.WITHIN) + (sample.isCutOff() ? ", and values above 0.03" : "");
        }

        private static String percent(double share) {
            return Math.round(100 * share) + " %";
        }

        private Map<String, Boolean> compare(int rows, int columns) {
            add("the deviation is 1: 0.01 is not given to randomNormal, and nothing is multiplied by it", 0, 1);
            add("0.01 is taken twice: 0.01 is the standard deviation already, 0.01² the variance", 0, SIGMA * SIGMA);
            add("0.01 is taken for the variance: it is the standard deviation", 0, Math.sqrt(SIGMA));
            add("every weight is 0.01: nothing is drawn, or mean and deviation are exchanged", SIGMA, 0);
            add("the mean is 0.01: the mean stands first and is 0, then the deviation, 0.01", SIGMA, SIGMA);
            add("only positive values are kept, as by abs()", HALF_MEAN * SIGMA, HALF_DEVIATION * SIGMA);
            add("the distribution is uniform on [-0.01, 0.01], not normal", 0, UNIFORM * SIGMA);
            add("the distribution is uniform on [0, 0.01], not normal", SIGMA / 2, UNIFORM * SIGMA / 2);
            add("the distribution is uniform on [0, 1], not normal", 0.5, UNIFORM / 2);
            fits.put("values far from 0 are cut off, as by truncatedNormal or clip; take randomNormal", fitsMean(0, SIGMA)
                    && deviation > LEAST_CUT * SIGMA && deviation < (1 + CLOSE) * SIGMA && within > 2.0 / 3 && cutOff);
            fits.put("the distribution is uniform, with the right deviation; it must be normal", fitsMean(0, SIGMA)
                    && fitsDeviation(SIGMA) && Math.abs(within - UNIFORM) < WITHIN_CLOSE);
            fits.put("every weight is 0.01 or -0.01: only its sign is drawn", fitsMean(0, SIGMA) && fitsDeviation(SIGMA)
                    && (within == 0 || within == 1));
            fits.put("the deviation depends on the sizes, as with an initialiser that has a rule of its own (Xavier, He, "
                    + "PyTorch's own): it must be 0.01 for every size", variances(rows, columns).map(Math::sqrt)
                    .anyMatch(ofRule -> fitsMean(0, ofRule) && fitsDeviation(ofRule)));
            return fits;
        }

        private static DoubleStream variances(double rows, double columns) {
            double both = rows + columns;
            return DoubleStream.concat(DoubleStream.of(2 / both, 4 / both, 6 / both, 1 / rows, 2 / rows, 1 / columns,
                    2 / columns, 1 / (3 * rows), 1 / (3 * columns)), Arrays.stream(RIGHT_FOR)
                    .flatMap(size -> DoubleStream.of(SIGMA * SIGMA * size / rows, SIGMA * SIGMA * size / columns)));
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
