package org.rnnkit.step2parameters;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.oracle.NormalSample;
import org.rnnkit.testkit.slips.ParameterSlips.NormalSlips;
import org.rnnkit.testkit.slips.ParameterSlips;

/** Tests of step 2: W_xh, W_hh, b_h, W_hq, b_q. */
@Tag("step2")
class RnnParametersTest {

    private static final List<String> NAMES = AxisNames.PARAMETERS;
    private static final List<Integer> WEIGHTS = List.of(0, 1, 3);
    private static final List<Integer> BIASES = List.of(2, 4);

    @ParameterizedTest(name = "vocabSize {0}, numHiddens {1}")
    @CsvSource({"5, 7", "6, 3", "4, 4", "1, 3", "3, 1", "1, 1", "28, 512", "2, 600", "3000, 2", "70000, 1"})
    @Order(2)
    void parametersHaveTheShapesAndTheOrderOfTheChapter(int vocabSize, int numHiddens, NDManager manager) {
        initialize(manager, vocabSize, numHiddens);
    }

    /** Calls the student's code, and fails if the list or a shape is wrong: a large one might not fit into the memory. */
    private static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        if (vocabSize > 100) {
            initialize(manager.newSubManager(), 5, 7);
        }
        NDList parameters = RnnParameters.initialize(manager, vocabSize, numHiddens);
        Expect.that(parameters != null, "initialize returned null");
        Expect.that(manager.isOpen(), "initialize closed the manager given, which belongs to the caller");
        for (int i = 0; i < parameters.size(); i++) {
            Expect.array(name(i), parameters.get(i)).isOpen();
        }
        ParameterSlips known = new ParameterSlips(vocabSize, numHiddens);
        List<Shape> shapes = parameters.stream().map(NDArray::getShape).toList();
        boolean listIsRight = shapes.equals(known.right())
                || shapes.size() == NAMES.size() && !known.wholeList(shapes).containsValue(true);
        Expect.result("the list of parameters", listIsRight, known.wholeList(shapes), () -> "initialize returned "
                + shapes.size() + " arrays, of shapes " + shapes + ",\nexpected five, " + NAMES + ", of shapes "
                + known.right());
        for (int i = 0; i < NAMES.size(); i++) {
            Expect.array(NAMES.get(i) + " (array " + i + " of the list)", parameters.get(i))
                    .withAxes(AxisNames.ofParameter(NAMES.get(i))).hasShape(known.right().get(i), known.ofOne(i));
        }
        return parameters;
    }

    private static String name(int i) {
        return i < NAMES.size() ? NAMES.get(i) : "array " + i + " of the list";
    }

    @Test
    void parametersAreFloat32AndBelongToTheGivenManager(NDManager manager) {
        NDList parameters = initialize(manager, 4, 3);
        for (int i = 0; i < parameters.size(); i++) {
            Expect.array(NAMES.get(i), parameters.get(i)).isFloat32();
        }
        for (int i = 0; i < parameters.size(); i++) {
            Expect.array(NAMES.get(i), parameters.get(i)).isOn(manager.getDevice()).belongsTo(manager);
        }
        NDManager other = manager.newSubManager(); // the second call shows whether the first one's manager is kept
        for (NDArray parameter : initialize(other, 4, 3)) {
            Expect.array("a parameter of a second call, with another manager,", parameter).belongsTo(other);
        }
        other.close();
    }

    @ParameterizedTest(name = "vocabSize {0}, numHiddens {1}")
    @CsvSource({"4, 3", "70000, 2", "2, 600"})
    void parametersHaveGradientsAttached(int vocabSize, int numHiddens, NDManager manager) {
        NDList parameters = initialize(manager, vocabSize, numHiddens);
        for (int i = 0; i < parameters.size(); i++) {
            int number = i;
            Expect.that(parameters.get(i).hasGradient(), () -> NAMES.get(number) + " has no gradient attached, so training "
                    + "can't change it.\n" + (isComputed(manager, number)
                    ? "setRequiresGradient(true) was called on another array, from which this one is computed. Call it on "
                    + "the finished array" : "Call setRequiresGradient(true) on the array that is returned; a copy is another "
                    + "array"));
        }
        NDList second = initialize(manager, vocabSize, numHiddens);
        for (int i = 0; i < second.size(); i++) {
            Expect.that(second.get(i).hasGradient(), NAMES.get(i) + " of a second call has no gradient attached");
        }
    }

    /** Tells whether a parameter is computed from one with a gradient: that shows only while gradients are recorded. */
    private static boolean isComputed(NDManager manager, int parameter) {
        GradientCollector collector = Engine.getInstance().newGradientCollector();
        try {
            collector.backward(RnnParameters.initialize(manager, 4, 3).get(parameter).sum());
            return true;
        } catch (RuntimeException nothingToPassBackTo) {
            return false;
        } finally {
            collector.close();
        }
    }

    @ParameterizedTest(name = "vocabSize {0}, numHiddens {1}")
    @CsvSource({"6, 5", "1, 1", "70000, 2", "4, 600"})
    @Order(6)
    void biasesAreZero(int vocabSize, int numHiddens, NDManager manager) {
        try (NDManager before = manager.newSubManager()) { // so that memory that is reused is not zero
            for (int i = 0; i < (vocabSize > 10_000 ? 2 : 100); i++) {
                before.full(new Shape(vocabSize), Float.NaN);
                before.full(new Shape(numHiddens), Float.NaN);
            }
        }
        NDList parameters = initialize(manager, vocabSize, numHiddens);
        for (int i : BIASES) {
            double[] values = Expect.values(parameters.get(i));
            double first = Arrays.stream(values).filter(value -> value != 0).findFirst().orElse(0);
            String holds = NAMES.get(i) + " must begin with zeros, but holds ";
            Expect.that(first == 0, holds + (Arrays.stream(values).allMatch(value -> value == first)
                    ? ShortNumber.of(first) + " everywhere: take zeros"
                    : "different numbers, such as " + ShortNumber.of(first) + ": only weights are drawn at random, and "
                    + "create(shape) leaves the memory as it was; take zeros"));
        }
    }

    /**
     * The figures are mean, deviation, the share of the values within one deviation, 0.683, the largest value, and whether
     * values far from 0 are missing. For a uniform distribution with the same deviation the share is 0.577. Of the 75 figures
     * of this test and the next, a right solution fails one with a chance below 1e-10, see NormalSample.
     */
    @ParameterizedTest(name = "vocabSize {0}, numHiddens {1}")
    @CsvSource({"100, 200", "28, 520", "40000, 1"})
    @Order(4)
    void weightsComeFromANormalDistributionWithDeviationOneHundredth(int vocabSize, int numHiddens, NDManager manager) {
        NDList parameters = initialize(manager, vocabSize, numHiddens);
        for (int i : WEIGHTS) {
            double[] all = Expect.values(parameters.get(i));
            if (all.length < 100) {
                continue; // the next test is about small weights
            }
            // Every seventh of very many is enough.
            double[] values = all.length < 100_000 ? all
                    : IntStream.range(0, all.length / 7).mapToDouble(k -> all[7 * k]).toArray();
            NormalSample sample = new NormalSample(values, NormalSlips.SIGMA);
            String name = NAMES.get(i);
            Shape shape = parameters.get(i).getShape();
            long zeros = Arrays.stream(all).filter(value -> value == 0).count();
            Expect.that(zeros == all.length || zeros * 1000 < all.length, () -> name + " " + shape + " is 0 at " + zeros
                    + " of its " + all.length + " places: draw every weight, for every size");
            Expect.result("the distribution of " + name, sample.fits(),
                    NormalSlips.of(sample, (int) shape.get(0), (int) shape.get(1)),
                    () -> NormalSlips.difference(name + " " + shape, sample));
            long different = NormalSample.countDifferent(values);
            Expect.that(different > 0.8 * values.length, () -> name + " " + shape + " has only "
                    + different + " different values: the numbers are rounded, or drawn once and used several times. Draw "
                    + "every weight, for every size");
        }
    }

    /**
     * A weight of one value, one row or one column shows whether the numbers drawn are changed by their own mean or deviation.
     * There are so many networks that a sample of 300 zeros or more does not fit.
     */
    @ParameterizedTest(name = "vocabSize {0}, numHiddens {1}")
    @CsvSource({"1, 1", "1, 4", "4, 1"})
    @Order(4)
    void weightsOfSmallNetworksComeFromTheSameDistribution(int vocabSize, int numHiddens, NDManager manager) {
        initialize(manager, vocabSize, numHiddens);
        List<NDList> networks = Stream.generate(() -> new NDList(RnnParameters.initialize(manager, vocabSize, numHiddens)))
                .limit(Math.max(vocabSize, numHiddens) == 1 ? 300 : 100).toList();
        NDList larger = initialize(manager, 20, 15);
        for (int i : WEIGHTS) {
            NormalSample sample = new NormalSample(networks.stream()
                    .flatMapToDouble(network -> Arrays.stream(Expect.values(network.get(i)))).toArray(), NormalSlips.SIGMA);
            String name = NAMES.get(i);
            Shape shape = networks.get(0).get(i).getShape();
            Expect.result("the distribution in small networks of " + name, sample.fits(), NormalSlips.ofSmall(sample,
                    (int) shape.get(0), (int) shape.get(1), Expect.values(larger.get(i)), (int) larger.get(i).size(1)),
                    () -> NormalSlips.difference(name + " " + shape + " of many networks", sample));
        }
    }

    /** Two weights that are drawn apart have almost no value in common, see {@link NormalSample#shareInCommon}. */
    @Test
    @Order(5)
    void weightsAreDrawnIndependently(NDManager manager) {
        NDList parameters = initialize(manager, 20, 15);
        for (int i : WEIGHTS) {
            for (int j : WEIGHTS) {
                Expect.that(i >= j || parameters.get(i) != parameters.get(j) && NormalSample.shareInCommon(
                        Expect.values(parameters.get(i)), Expect.values(parameters.get(j))) < 0.5, () -> NAMES.get(i) + " and "
                        + NAMES.get(j) + " hold the same numbers: " + (isSeeded(manager)
                        ? "the generator gets its seed again before each draw" : "one is made from the other")
                        + ". Draw each weight on its own");
            }
        }
    }

    /** Tells whether each call begins with the same random numbers, of the engine or of a Random of its own. */
    private static boolean isSeeded(NDManager manager) {
        double[] few = Expect.values(initialize(manager, 4, 3).get(0));
        double[] drawn = Expect.values(manager.randomNormal(new Shape(8)));
        initialize(manager, 4, 3);
        double[] drawnAgain = Expect.values(manager.randomNormal(new Shape(8)));
        double[] many = Expect.values(initialize(manager, 20, 15).get(0));
        return Arrays.equals(drawn, drawnAgain) || Arrays.equals(few, Arrays.copyOf(many, few.length));
    }

    @Test
    @Order(1)
    void everyCallMakesNewArraysWithNewNumbers(NDManager manager) {
        NDList first = initialize(manager, 20, 15);
        List<NDArray> made = List.copyOf(first);
        List<double[]> values = Expect.values(first);
        NDList second = initialize(manager, 20, 15);
        for (int i = 0; i < NAMES.size(); i++) {
            Expect.that(second.get(i) != made.get(i), "a second call returned the arrays of the first one again: they are "
                    + "kept in a field. Every model needs parameters of its own, so make new ones in each call");
        }
        for (int i : WEIGHTS) {
            boolean drawn = Arrays.stream(values.get(i)).distinct().count() > values.get(i).length / 2; // another test says so
            Expect.that(!drawn || NormalSample.shareInCommon(values.get(i), Expect.values(second.get(i))) < 0.5, () ->
                    NAMES.get(i) + " has the same numbers after every call: " + (isSeeded(manager)
                    ? "the generator gets its seed inside initialize. Leave the seed to the program"
                    : "they are kept in a field, or drawn with the same seed in each call. Draw new ones in each call, and "
                    + "leave the seed to the program"));
        }
        initialize(manager, 6, 7); // other sizes
        for (int i = 0; i < NAMES.size(); i++) {
            Expect.that(first.size() == NAMES.size() && first.get(i) == made.get(i), "a later call changes the list that an "
                    + "earlier one returned: the list is kept in a field. Make a new list in each call");
            Expect.that(!made.get(i).isReleased() && Arrays.equals(values.get(i), Expect.values(made.get(i))), "a later call "
                    + "closes or changes " + NAMES.get(i) + " of an earlier one: every model keeps its own");
        }
    }

    /**
     * With equal values, hidden units are equal, and training never makes them different. Float32 has more than a million
     * different normal values, so among 400 of them two equal ones are rare, and 50 equal ones never occur.
     */
    @Test
    @Order(3)
    void everyWeightIsDrawn(NDManager manager) {
        NDList parameters = initialize(manager, 20, 20);
        for (int i : WEIGHTS) {
            double[] values = Expect.values(parameters.get(i));
            long different = NormalSample.countDifferent(values);
            Expect.that(different > 350, () -> NAMES.get(i) + (different == 1
                    ? " is " + ShortNumber.of(values[0]) + " everywhere"
                    : " has only " + different + " different values among 400" + repetition(values, 20))
                    + ": draw every one at random" + (different == 1 ? ", or hidden units that begin alike stay alike for ever"
                    : ""));
            String constant = NormalSample.constantLine(values, 20);
            Expect.that(constant.isEmpty(), NAMES.get(i) + " is constant in " + constant + ": draw every value at random");
        }
    }

    /** A weight drawn from N(0, 0.01²) is hardly ever exactly 0, and never twice. */
    @Test
    @Order(3)
    void everyWeightOfAnOddNumberIsDrawn(NDManager manager) {
        List<double[]> first = Expect.values(initialize(manager, 5, 7));
        List<double[]> second = Expect.values(initialize(manager, 5, 7));
        for (int i : WEIGHTS) {
            double[] values = first.get(i);
            int last = values.length - 1;
            boolean noneIsDrawn = Arrays.stream(values).limit(last).allMatch(value -> value == 0);
            Expect.that(values[last] != 0 || second.get(i)[last] != 0 || noneIsDrawn, NAMES.get(i) + " of vocabSize 5 and "
                    + "numHiddens 7 has " + values.length + " weights, and the last one is always 0: draw every weight. If "
                    + "you draw them in pairs, an odd number needs one more");
        }
    }

    private static String repetition(double[] values, int size) {
        boolean rows = true;
        boolean columns = true;
        boolean symmetric = true;
        for (int k = 0; k < values.length; k++) {
            rows &= values[k] == values[k % size];
            columns &= values[k] == values[k / size * size];
            symmetric &= Math.abs(values[k]) == Math.abs(values[k % size * size + k / size]);
        }
        return rows ? ", since all rows are equal" : columns ? ", since all columns are equal"
                : symmetric ? ", since it is symmetric (rows and columns can be exchanged)"
                : Arrays.stream(values).distinct().count() > 350 ? ", since they come with both signs" : "";
    }

    @Test
    void parametersCanBeChangedIndependently(NDManager manager) {
        requireIndependent(initialize(manager, 4, 3), "");
        requireIndependent(initialize(manager, 4, 4), ". This is so if vocabSize and numHiddens are equal, so that weights "
                + "have the same shape: an array for each shape is not enough");
    }

    private static void requireIndependent(NDList parameters, String sizes) {
        for (int i = 0; i < 5; i++) {
            List<double[]> before = Expect.values(parameters);
            parameters.get(i).stopGradient().addi(1);
            for (int j = 0; j < 5; j++) {
                Expect.that(i == j || Arrays.equals(before.get(j), Expect.values(parameters.get(j))), "when "
                        + NAMES.get(i) + " changes, " + NAMES.get(j) + " changes too: they share their values. Each "
                        + "parameter must be an array of its own" + sizes);
            }
        }
    }
}
