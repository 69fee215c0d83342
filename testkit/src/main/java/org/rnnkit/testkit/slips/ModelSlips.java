package org.rnnkit.testkit.slips;

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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.NumberTypes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.toolkit.RnnOutput;

/** The known slips of step 5's model: what its functions get, and what it makes of the logits; and functions to see them by. */
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

    /** An expectation that a list has the very same arrays as another. If not, the message says which arrays came instead. */
    public static final class SameArrays {

        private record Known(String words, List<NDArray> arrays) {}

        private final List<Known> known = new ArrayList<>();

        /** Adds a list that may have come instead. The words follow "but got". */
        public SameArrays orElse(String words, NDList list) {
            known.add(new Known(words, List.copyOf(list)));
            return this;
        }

        /**
         * Checks that a list has the expected arrays, in their order.
         *
         * @param name the name of the list
         * @param actual the list
         * @param expected the right arrays
         * @param what the words for them
         */
        public void check(String name, NDList actual, NDList expected, String what) {
            Expect.that(actual != null, () -> name + " must be " + what + ", but is null. If it comes from a field: does the "
                    + "constructor fill it?");
            if (!areSame(actual, expected)) {
                String difference = difference(actual, expected);
                String must = name + " must be " + what + ", but ";
                Expect.that(difference.isEmpty(), must + difference);
                Expect.difference(false, () -> must + "other arrays came, of shapes " + actual.stream().map(NDArray::getShape)
                        .toList());
            }
        }

        /** Says what came instead; empty if that isn't known. */
        private String difference(List<NDArray> actual, List<NDArray> expected) {
            for (Known other : known) {
                if (areSame(actual, other.arrays())) {
                    return "got " + other.words();
                }
            }
            if (actual.size() != expected.size()) {
                boolean first = actual.size() < expected.size() && areSame(actual, expected.subList(0, actual.size()));
                return "has " + actual.size() + (actual.size() == 1 ? " array" : " arrays") + " instead of " + expected.size()
                        + (first && !actual.isEmpty() ? ": only the first" : "");
            }
            if (expected.stream().allMatch(array -> actual.stream().anyMatch(other -> other == array))) {
                return "the order is another";
            }
            if (actual.stream().anyMatch(NDArray::isReleased)) {
                return "got arrays that are closed";
            }
            if (expected.stream().noneMatch(NDArray::isReleased) && areEqual(actual, expected)) {
                return "got copies with the same values. duplicate(), stopGradient() and others give new arrays: hand on the "
                        + "arrays themselves";
            }
            return actual.stream().allMatch(array -> Arrays.stream(Expect.values(array)).allMatch(value -> value == 0))
                    ? "got new arrays of zeros" : "";
        }

        private static boolean areSame(List<NDArray> some, List<NDArray> others) {
            return some.size() == others.size()
                    && IntStream.range(0, some.size()).allMatch(i -> some.get(i) == others.get(i));
        }

        private static boolean areEqual(List<NDArray> some, List<NDArray> others) {
            return IntStream.range(0, some.size())
                    .allMatch(i -> Arrays.equals(Expect.values(some.get(i)), Expect.values(others.get(i))));
        }
    }

    /** The three functions that a model of step 5 is made of. They record what they get and what they return. */
    public record RecordingFunctions(NDManager owner, List<ParametersCall> parametersCalls, List<StateCall> stateCalls,
            List<ForwardCall> forwardCalls) {

        /** The length of both axes of the first parameter. */
        public static final int FIRST = 11;

        /** A call of the parameter initializer: what it got and what it made. */
        public record ParametersCall(NDManager manager, int vocabSize, int numHiddens, NDList made) {}

        /** A call of the state initializer: what it got and what it made. */
        public record StateCall(NDManager manager, int batchSize, int numHiddens, NDList made) {}

        /** A call of the forward function: what it got, the inputs also as a copy that stays open, and what it returned. */
        public record ForwardCall(NDArray inputs, NDArray given, NDList state, NDList parameters, RnnOutput output) {}

        /**
         * Prepares the functions.
         *
         * @param owner the owner of the forward function's results
         */
        public RecordingFunctions(NDManager owner) {
            this(owner, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /**
         * The parameter initializer. It makes the arrays of another network: its hidden weights are four matrices side by
         * side, the first array has nothing to do with the vocabulary, and there are more than ten.
         */
        public NDList parameters(NDManager manager, int vocabSize, int numHiddens) {
            int gates = 4 * numHiddens;
            NDList made = new NDList(Stream.of(new Shape(FIRST, FIRST), new Shape(vocabSize, gates),
                    new Shape(numHiddens, gates), new Shape(gates), new Shape(numHiddens, vocabSize), new Shape(vocabSize),
                    new Shape(1, numHiddens), new Shape(2, 2, 1), new Shape(1), new Shape(2), new Shape(3), new Shape(4),
                    new Shape(5)).map(manager::ones).toList());
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

        /** The forward function. It takes null and closed inputs too, so that a test can say what is missing. */
        public RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
            NDArray seen = inputs == null || inputs.isReleased() ? null : inputs.duplicate();
            if (seen != null) {
                seen.attach(owner);
                NDScope.unregister(seen);
            }
            NDArray logits = owner.create(new float[][] {{0.5f, -1, 2}, {1, 0.25f, -2}});
            NDList next = new NDList(owner.full(new Shape(2, 1), 4f), owner.full(new Shape(2, 1), 5f));
            forwardCalls.add(new ForwardCall(seen, inputs, copy(state), copy(parameters),
                    new RnnOutput(logits, new NDList(next))));
            return new RnnOutput(logits, next);
        }

        /** Returns another list of the same arrays, because a list that is closed is empty. */
        private static NDList copy(NDList list) {
            return list == null ? null : new NDList(list);
        }
    }
}
