package org.rnnkit.testkit.slips;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.Slip.NumberTypes;
import org.rnnkit.testkit.given.RecordingFunctions;
import org.rnnkit.testkit.oracle.CrossEntropy;

/** The known slips of step 5's model: what its functions get, and what it makes of the logits. */
public final class ModelSlips {

    private static final Map<String, UnaryOperator<double[]>> LOGITS = Map.of(
            "a copy came: hand on the array itself", row -> row,
            "softmax was applied to them", CrossEntropy::softmax,
            "the logarithm of softmax was applied to them",
            row -> Arrays.stream(CrossEntropy.softmax(row)).map(Math::log).toArray(),
            "tanh was applied to them", row -> Arrays.stream(row).map(Math::tanh).toArray());

    private ModelSlips() {}

    /** Checks the sizes that a call of the parameter initializer got. */
    public static void checkSizes(RecordingFunctions.ParametersCall call, int vocabSize, int numHiddens) {
        check("ParameterInitializer", List.of("vocabSize", "numHiddens"), List.of(vocabSize, numHiddens),
                List.of(call.vocabSize(), call.numHiddens()), new Slips()
                .add("the two are exchanged", numHiddens, vocabSize)
                .add("vocabSize is given twice", vocabSize, vocabSize)
                .add("numHiddens is given twice", numHiddens, numHiddens)
                .add("fields are read before the constructor fills them: an int field is 0 until then", 0, 0)
                .add("the field vocabSize is read before it is filled: it is 0 until then", 0, numHiddens)
                .add("the field numHiddens is read before it is filled: it is 0 until then", vocabSize, 0)
                .add("28 and 512 are written into the code: use the arguments", 28, 512)
                .add("28 is written into the code: use vocabSize", 28, numHiddens)
                .add("512 is written into the code: use numHiddens", vocabSize, 512)
                .addNumberTypes("vocabSize", vocabSize, "numHiddens", numHiddens));
    }

    /** Checks the sizes that a call of the state initializer got. */
    public static void checkSizes(RecordingFunctions.StateCall call, int batchSize, int vocabSize, int numHiddens) {
        check("StateInitializer", List.of("batchSize", "numHiddens"), List.of(batchSize, numHiddens),
                List.of(call.batchSize(), call.numHiddens()), new Slips()
                .add("the two are exchanged", numHiddens, batchSize)
                .add("vocabSize is given, or kept in its field, where numHiddens should be", batchSize, vocabSize)
                .add("batchSize is given twice", batchSize, batchSize)
                .add("numHiddens is given twice", numHiddens, numHiddens)
                .add("vocabSize is given where batchSize should be", vocabSize, numHiddens)
                .add("the constructor doesn't fill the field numHiddens: write this.numHiddens = numHiddens", batchSize, 0)
                .add("numHiddens is read from the shape of a parameter, which another network has in another shape: keep the "
                        + "constructor's numHiddens in a field", batchSize, 4 * numHiddens)
                .add("numHiddens is read from the shape of the first parameter, which another network has in another shape: "
                        + "keep the constructor's numHiddens in a field", batchSize, RecordingFunctions.FIRST)
                .add("1 is written into the code: use batchSize", 1, numHiddens)
                .add("32 is written into the code: use batchSize", 32, numHiddens)
                .add("512 is written into the code: use numHiddens", batchSize, 512)
                .add("32 and 512 are written into the code: use batchSize and numHiddens", 32, 512)
                .addNumberTypes("batchSize", batchSize, "numHiddens", numHiddens));
    }

    private static void check(String function, List<String> names, List<Integer> expected, List<Integer> actual, Slips slips) {
        Map<String, Boolean> fits = new LinkedHashMap<>();
        slips.sizes.forEach((words, wrong) -> fits.put(words, wrong.equals(actual)));
        Expect.result("the sizes for the " + function, actual.equals(expected), fits, () -> "the " + function + " must get "
                + names.get(0) + " " + expected.get(0) + " and " + names.get(1) + " " + expected.get(1) + ", but got "
                + actual.get(0) + " and " + actual.get(1));
    }

    /** Wrong pairs of sizes and the words for them. */
    private static final class Slips {
        private final Map<String, List<Integer>> sizes = new LinkedHashMap<>();

        Slips add(String words, int first, int second) {
            sizes.put(words, List.of(first, second));
            return this;
        }

        Slips addNumberTypes(String first, int firstSize, String second, int secondSize) {
            NumberTypes.wrong(first, firstSize).forEach((wrong, words) -> add(words, wrong, secondSize));
            NumberTypes.wrong(second, secondSize).forEach((wrong, words) -> add(words, firstSize, wrong));
            return this;
        }
    }

    /** Returns the wrong shapes of the inputs. */
    public static Slip[] inputShapes(long batchSize, long numSteps, long vocabSize, long numHiddens) {
        return new Slip[] {
            Slip.of("the tokens are not encoded: call step 1 on them", new Shape(batchSize, numSteps)),
            Slip.of("the tokens are transposed, but not encoded: call step 1, which does both",
                    new Shape(numSteps, batchSize)),
            Slip.of("time is not the first axis. Step 1 transposes the tokens: call it, and don't transpose before or after "
                    + "it", new Shape(batchSize, numSteps, vocabSize)),
            Slip.of("the axes are reversed after step 1: hand on its result", new Shape(vocabSize, batchSize, numSteps)),
            Slip.of("numHiddens is given, or kept in its field, where vocabSize should be",
                    new Shape(numSteps, batchSize, numHiddens)),
            Slip.of("vocabSize is read from the shape of the first parameter, which another network has in another shape: "
                    + "keep the constructor's vocabSize in a field", new Shape(numSteps, batchSize, RecordingFunctions.FIRST)),
            Slip.of("28 is written into the code: use vocabSize", new Shape(numSteps, batchSize, 28)),
            Slip.of("512 is written into the code: use vocabSize", new Shape(numSteps, batchSize, 512)),
            Slip.of("step 1 gets the number of sequences; it needs vocabSize", new Shape(numSteps, batchSize, batchSize)),
            Slip.of("step 1 gets the number of time steps; it needs vocabSize", new Shape(numSteps, batchSize, numSteps)),
            Slip.of("time and batch are flattened after step 1: hand on its result",
                    new Shape(numSteps * batchSize, vocabSize)),
            Slip.of("the forward function gets one time step; it walks through all steps itself",
                    new Shape(batchSize, vocabSize)),
            Slip.of("the forward function gets one time step; it walks through all steps itself",
                    new Shape(1, batchSize, vocabSize))};
    }

    /** Says in words what logits are instead of the right ones. */
    public static String wrongLogits(NDArray logits, NDArray expected) {
        int columns = (int) expected.getShape().get(1);
        double[] right = Expect.values(expected);
        double[] actual = Expect.values(logits);
        return LOGITS.entrySet().stream().filter(slip -> actual.length == right.length
                && isEqual(actual, right, columns, slip.getValue())).map(Map.Entry::getKey).findFirst()
                .orElse("another array came, of shape " + logits.getShape());
    }

    private static boolean isEqual(double[] actual, double[] right, int columns, UnaryOperator<double[]> slip) {
        boolean equal = true;
        for (int from = 0; from < right.length; from += columns) {
            double[] wrong = slip.apply(Arrays.copyOfRange(right, from, from + columns));
            for (int i = 0; i < columns; i++) {
                equal &= Math.abs(wrong[i] - actual[from + i]) < Expect.TOLERANCE;
            }
        }
        return equal;
    }
}
