package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.NormalSample;

/** Tests of step 2: W_xh, W_hh, b_h, W_hq, b_q. */
@Tag("step2")
class RnnParametersTest {

    private static final List<String> NAMES = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");
    private static final List<Integer> WEIGHTS = List.of(0, 1, 3);
    private static final List<Integer> BIASES = List.of(2, 4);

    @ParameterizedTest(name = "vocabSize {0}, numHiddens {1}")
    @CsvSource({"5, 7", "6, 3", "4, 4", "1, 3", "3, 1", "28, 512"})
    @Order(1)
    void parametersHaveTheShapesAndTheOrderOfTheChapter(int vocabSize, int numHiddens, NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, vocabSize, numHiddens);
        Expect.that(parameters != null, "initialize returned null");
        Expect.that(parameters.size() == 5, () -> "initialize must return five arrays, " + NAMES + ", but returned "
                + parameters.size());
        Shape[] shapes = {new Shape(vocabSize, numHiddens), new Shape(numHiddens, numHiddens), new Shape(numHiddens),
            new Shape(numHiddens, vocabSize), new Shape(vocabSize)};
        for (int i = 0; i < shapes.length; i++) {
            Expect.array(NAMES.get(i) + " (array " + i + " of the list)", parameters.get(i)).hasShape(shapes[i],
                    knownShapes(i, vocabSize, numHiddens));
        }
    }

    private static Object[] knownShapes(int i, int vocabSize, int numHiddens) {
        String transposed = "rows and columns are exchanged: a weight is [inputs, outputs], as X W needs it";
        return switch (i) {
            case 0 -> new Object[] {new Shape(numHiddens, vocabSize), transposed,
                new Shape(numHiddens, numHiddens), "W_hh stands first; the order is W_xh, W_hh, b_h, W_hq, b_q"};
            case 1 -> new Object[] {new Shape(numHiddens, vocabSize), "the order is another: W_hq stands fourth",
                new Shape(vocabSize, numHiddens), "W_hh is given the inputs' size: it takes the "
                    + "hidden state to the next one, so both its sizes are numHiddens",
                new Shape(numHiddens), "W_hh and b_h are exchanged"};
            case 2 -> new Object[] {new Shape(1, numHiddens), "the bias is a matrix of one row; it must be a vector",
                new Shape(numHiddens, 1), "the bias is a column; it must be a vector",
                new Shape(numHiddens, vocabSize), "the order is another: b_h stands third, before W_hq",
                new Shape(vocabSize), "b_h has the outputs' size, or the two biases are exchanged"};
            case 3 -> new Object[] {new Shape(vocabSize, numHiddens), transposed,
                new Shape(numHiddens, numHiddens), "W_hq leads to hidden units; it must lead to the vocabulary"};
            default -> new Object[] {new Shape(1, vocabSize), "the bias is a matrix of one row; it must be a vector",
                new Shape(vocabSize, 1), "the bias is a column; it must be a vector",
                new Shape(numHiddens), "b_q has the hidden units' size, or the two biases are exchanged"};
        };
    }

    @Test
    void parametersAreFloat32AndBelongToTheGivenManager(NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, 4, 3);
        for (int i = 0; i < parameters.size(); i++) {
            Expect.array(NAMES.get(i), parameters.get(i)).isFloat32().isOn(manager.getDevice()).belongsTo(manager);
        }
    }

    @Test
    void parametersHaveGradientsAttached(NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, 4, 3);
        for (int i = 0; i < parameters.size(); i++) {
            Expect.that(parameters.get(i).hasGradient(), NAMES.get(i) + " has no gradient attached: without "
                    + "setRequiresGradient(true) training can't change it");
        }
    }

    @Test
    @Order(5)
    void biasesAreZero(NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, 6, 5);
        for (int i : BIASES) {
            double[] values = Expect.values(parameters.get(i));
            Expect.that(Arrays.stream(values).allMatch(value -> value == 0),
                    NAMES.get(i) + " must begin with zeros, but holds " + values[0] + ", " + values[1] + ", …");
        }
    }

    /** Six figures: a right solution fails with a chance below 1e-11, see NormalSample. */
    @Test
    @Order(3)
    void weightsHaveMeanZeroAndDeviationOneHundredth(NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, 100, 200);
        for (int i : WEIGHTS) {
            NormalSample sample = new NormalSample(Expect.values(parameters.get(i)), 0.01);
            String name = NAMES.get(i);
            Expect.that(sample.deviationFits(), () -> String.format(Locale.ROOT,
                    "%s has standard deviation %.4g, expected 0.01%s", name, sample.deviation(),
                    deviationSlip(sample.mean(), sample.deviation())));
            Expect.that(sample.meanFits(), () -> String.format(Locale.ROOT, "%s has mean %.4g, expected 0", name,
                    sample.mean()));
        }
    }

    private static String deviationSlip(double mean, double deviation) {
        if (Math.abs(deviation - 1) < 0.05) {
            return "\nThis is N(0, 1): the weights are not scaled by 0.01";
        }
        if (Math.abs(deviation - 0.0001) < 0.00001) {
            return "\nThis is 0.01²: randomNormal takes the standard deviation 0.01, not the variance";
        }
        if (Math.abs(deviation - 0.1) < 0.01) {
            return "\nThis is √0.01: 0.01 is the standard deviation, not the variance";
        }
        // The deviation is near that of a uniform distribution, but the mean is not.
        if (Math.abs(deviation - 0.01 * Math.sqrt(1 - 2 / Math.PI)) < 0.0002 && Math.abs(mean) > deviation) {
            return "\nThis is what remains when only positive (or only negative) values are kept";
        }
        if (Math.abs(deviation - 0.01 / Math.sqrt(3)) < 0.0002) {
            return "\nThis is a uniform distribution on [-0.01, 0.01]; take a normal one";
        }
        return deviation > 0.05
                ? "\nAn initialiser with a rule of its own (Xavier, He) is not asked for here: draw from N(0, 0.01²)" : "";
    }

    /**
     * Of normal values, a share of 0.683 lies within one deviation. For a uniform distribution with the same deviation it is
     * 0.577, for two points ±σ it is 1 (or 0). A right solution fails with a chance below 1e-11, see NormalSample.
     */
    @Test
    @Order(4)
    void weightsAreNormallyDistributed(NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, 100, 200);
        for (int i : WEIGHTS) {
            NormalSample sample = new NormalSample(Expect.values(parameters.get(i)), 0.01);
            double share = sample.within();
            Expect.that(sample.withinFits(), String.format(Locale.ROOT, "%s is not normally "
                    + "distributed: %.3f of its values lie within one standard deviation, expected 0.683%s",
                    NAMES.get(i), share, Math.abs(share - 0.577) < 0.01 ? "\nThis is a uniform distribution" : ""));
        }
    }

    @Test
    void parametersAreFiveIndependentArrays(NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, 20, 20);
        for (int i : WEIGHTS) {
            double[] values = Expect.values(parameters.get(i));
            for (int j : WEIGHTS) {
                Expect.that(i >= j || parameters.get(i) != parameters.get(j)
                                && !Arrays.equals(values, Expect.values(parameters.get(j))),
                        NAMES.get(i) + " and " + NAMES.get(j) + " hold the same values: draw each on its own");
            }
        }
    }

    /**
     * With equal values, hidden units are equal, and training never makes them different. Float32 has more than a million
     * different normal values, so among 400 of them two equal ones are rare, and 200 equal ones never occur.
     */
    @Test
    @Order(2)
    void everyWeightIsDrawn(NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, 20, 20);
        for (int i : WEIGHTS) {
            long different = Arrays.stream(Expect.values(parameters.get(i))).distinct().count();
            Expect.that(different > 200, NAMES.get(i) + " has only " + different + " different values among 400: draw every "
                    + "one at random, or hidden units that begin alike stay alike for ever");
        }
    }

    @Test
    void parametersCanBeChangedIndependently(NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, 4, 4);
        for (int i = 0; i < 5; i++) {
            List<double[]> before = Expect.values(parameters);
            parameters.get(i).stopGradient().addi(1);
            for (int j = 0; j < 5; j++) {
                Expect.that(i == j || Arrays.equals(before.get(j), Expect.values(parameters.get(j))), "when "
                        + NAMES.get(i) + " changes, " + NAMES.get(j) + " changes too: they share their values. Each "
                        + "parameter must be an array of its own");
            }
        }
    }
}
