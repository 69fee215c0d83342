package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.toolkit.RnnOutput;

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
                .add("512 is written into the code: use numHiddens", vocabSize, 512));
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
                .add("1 is written into the code: use batchSize", 1, numHiddens)
                .add("32 is written into the code: use batchSize", 32, numHiddens)
                .add("512 is written into the code: use numHiddens", batchSize, 512)
                .add("32 and 512 are written into the code: use batchSize and numHiddens", 32, 512));
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
    }

    /** Returns the wrong shapes of the inputs and the words for them, in pairs. */
    public static Object[] inputShapes(long batchSize, long numSteps, long vocabSize, long numHiddens) {
        return new Object[] {
            new Shape(batchSize, numSteps), "the tokens are not encoded: call step 1 on them",
            new Shape(numSteps, batchSize), "the tokens are transposed, but not encoded: call step 1, which does both",
            new Shape(batchSize, numSteps, vocabSize), "time is not the first axis. Step 1 transposes the tokens: call it, and "
                + "don't transpose before or after it",
            new Shape(vocabSize, batchSize, numSteps), "the axes are reversed after step 1: hand on its result",
            new Shape(numSteps, batchSize, numHiddens), "numHiddens is given, or kept in its field, where vocabSize should be",
            new Shape(numSteps, batchSize, 28), "28 is written into the code: use vocabSize",
            new Shape(numSteps, batchSize, 512), "512 is written into the code: use vocabSize",
            new Shape(numSteps, batchSize, batchSize), "step 1 gets the number of sequences; it needs vocabSize",
            new Shape(numSteps, batchSize, numSteps), "step 1 gets the number of time steps; it needs vocabSize",
            new Shape(numSteps * batchSize, vocabSize), "time and batch are flattened after step 1: hand on its result",
            new Shape(batchSize, vocabSize), "the forward function gets one time step; it walks through all steps itself",
            new Shape(1, batchSize, vocabSize), "the forward function gets one time step; it walks through all steps itself"};
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

    /** The three functions that a model of step 5 is made of. They record what they get and what they return. */
    public static final class RecordingFunctions {

        private final NDManager owner;
        private final List<ParametersCall> parametersCalls = new ArrayList<>();
        private final List<StateCall> stateCalls = new ArrayList<>();
        private final List<ForwardCall> forwardCalls = new ArrayList<>();

        /** A call of the parameter initializer: what it got and what it made. */
        public record ParametersCall(NDManager manager, int vocabSize, int numHiddens, NDList made) {}

        /** A call of the state initializer: what it got and what it made. */
        public record StateCall(NDManager manager, int batchSize, int numHiddens, NDList made) {}

        /** A call of the forward function: what it got, the inputs as a copy that stays open, and what it returned. */
        public record ForwardCall(NDArray inputs, NDList state, NDList parameters, RnnOutput output) {}

        /**
         * Prepares the functions.
         *
         * @param owner the owner of the forward function's results
         */
        public RecordingFunctions(NDManager owner) {
            this.owner = owner;
        }

        /** The parameter initializer. */
        public NDList parameters(NDManager manager, int vocabSize, int numHiddens) {
            NDList made = new NDList(Stream.of(new Shape(vocabSize, numHiddens), new Shape(numHiddens, numHiddens),
                    new Shape(numHiddens), new Shape(numHiddens, vocabSize), new Shape(vocabSize)).map(manager::ones).toList());
            made.forEach(parameter -> parameter.setRequiresGradient(true));
            parametersCalls.add(new ParametersCall(manager, vocabSize, numHiddens, new NDList(made)));
            return made;
        }

        /** The state initializer. Its states have two arrays. */
        public NDList state(NDManager manager, int batchSize, int numHiddens) {
            Shape shape = new Shape(batchSize, numHiddens);
            NDList made = new NDList(manager.full(shape, 2f), manager.full(shape, 3f));
            stateCalls.add(new StateCall(manager, batchSize, numHiddens, new NDList(made)));
            return made;
        }

        /** The forward function. It takes null too, so that a test can say what is missing. */
        public RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
            NDArray seen = inputs == null ? null : inputs.duplicate();
            if (seen != null) {
                seen.attach(owner);
                NDScope.unregister(seen);
            }
            NDArray logits = owner.create(new float[][] {{0.5f, -1, 2}, {1, 0.25f, -2}});
            NDList next = new NDList(owner.full(new Shape(2, 1), 4f), owner.full(new Shape(2, 1), 5f));
            forwardCalls.add(new ForwardCall(seen, copy(state), copy(parameters), new RnnOutput(logits, new NDList(next))));
            return new RnnOutput(logits, next);
        }

        /** Returns another list of the same arrays, because a list that is closed is empty. */
        private static NDList copy(NDList list) {
            return list == null ? null : new NDList(list);
        }

        /** Returns the calls of the parameter initializer up to now. */
        public List<ParametersCall> parametersCalls() {
            return parametersCalls;
        }

        /** Returns the calls of the state initializer up to now. */
        public List<StateCall> stateCalls() {
            return stateCalls;
        }

        /** Returns the calls of the forward function up to now. */
        public List<ForwardCall> forwardCalls() {
            return forwardCalls;
        }
    }
}
