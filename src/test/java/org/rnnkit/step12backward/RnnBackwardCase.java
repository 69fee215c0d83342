package org.rnnkit.step12backward;

import static org.rnnkit.testkit.oracle.BackwardPass.Wrong.NO_BIAS;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.cases.Call;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.NamedShapes;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.oracle.BackwardPass;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** A call of step 12, and everything that is asked of it. */
final class RnnBackwardCase implements StepCase {

    /** The order of the checks, simplest first: an error in the output layer affects all gradients below it. */
    private static final List<Integer> ORDER = List.of(4, 3, 1, 0, 2);
    private static final List<String> NAMES = AxisNames.PARAMETERS;
    private static final String TRANSPOSED = "the gradient is transposed, or the two factors are exchanged";
    /** A bias for which tanh is 1 in float32, so that its slope is 0. */
    private static final double FAR = 60;

    /** What the step is given, in doubles. */
    record Given(double[][][] inputs, double[][] state, Parameters p, double[][] dY) {

        /** Draws one-hot inputs and everything else for which no slip gives the right result. */
        static Given draw(Draw draw, Sizes n) {
            return draw(draw, n, Parameters.draw(draw, n.vocabSize(), n.numHiddens()));
        }

        private static Given draw(Draw draw, Sizes n, Parameters p) {
            return new Given(Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize()),
                    draw.matrix(n.batchSize(), n.numHiddens()), p, draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize()));
        }

        /** Returns the same with another gradient of the logits. */
        Given with(double[][] otherGradient) {
            return new Given(inputs, state, p, otherGradient);
        }

        /**
         * Returns the usual size of a gradient, the unit of its tolerance: a sum over the rows of dY, or of dH, whose values
         * are sums over the vocabulary. Rounding adds a few parts in a million, since W_hh, with a norm of at most 1, and the
         * slope of tanh let no error grow. The tolerance is 2 in ten thousand.
         */
        private double unit(int parameter) {
            long rows = Arrays.stream(dY).filter(row -> Arrays.stream(row).anyMatch(value -> value != 0)).count();
            double sums = NAMES.get(parameter).endsWith("q") ? 1 : Math.max(1, Math.sqrt(p.bQ().length) / 4);
            return largest() * Math.sqrt(rows) * sums;
        }

        private double largest() {
            double largest = 0;
            for (double[] row : dY) {
                for (double value : row) {
                    largest = Math.max(largest, Math.abs(value));
                }
            }
            return largest;
        }
    }

    @Override
    public double work(DrawnValues values) {
        double rows = (double) values.size("batchSize") * values.size("numSteps");
        double weights = values.size("numHiddens") * (2.0 * values.size("vocabSize") + values.size("numHiddens"));
        return 500 * values.size("numSteps") + rows * (3 + 2 * values.size("vocabSize")) + weights * (1 + 6 * rows / 50);
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        Sizes n = new Sizes(values.size("batchSize"), values.size("numSteps"), values.size("vocabSize"),
                values.size("numHiddens"));
        Parameters p = values.is("slope", "near 1") ? Parameters.drawLasting(draw, n.vocabSize(), n.numHiddens())
                : Parameters.draw(draw, n.vocabSize(), n.numHiddens());
        if (values.is("slope", "near 0")) {
            Arrays.fill(p.bH(), FAR);
        }
        Given given = Given.draw(draw, n, p);
        if (values.is("guesses", "the last")) {
            Arrays.fill(given.dY, 0, given.dY.length - n.batchSize(), new double[n.vocabSize()]);
        }
        double factor = values.number("dY") / given.largest();
        check(given.with(Matrix.map(given.dY, value -> (float) (value * factor))), values.is("states", "all"), manager);
    }

    /** Calls the step with one state, and checks the result. */
    static void check(Given given, NDManager manager) {
        check(given, false, manager);
    }

    private static void check(Given given, boolean hasAllStates, NDManager manager) {
        NDArray inputs = Draw.array(manager.newSubManager(), given.inputs);
        NDManager ofState = manager.newSubManager();
        List<double[][]> states = hasAllStates ? Rnn.hiddens(given.inputs, given.state, given.p)
                : List.<double[][]>of(given.state);
        NDList state = new NDList(states.stream().map(one -> Draw.array(ofState, one)).toList());
        NDList parameters = given.p.arrays(manager.newSubManager());
        NDArray dY = Draw.array(manager.newSubManager(), given.dY);
        Call.of("gradients").with("the inputs", inputs).with("states", state, IntStream.range(0, state.size())
                        .mapToObj(t -> t == 0 ? "the state given" : "the state after time step " + (t - 1)).toList())
                .with("parameters", parameters, NAMES).with("the logits' gradient", dY)
                .leaves(NAMES.size(), inputs.getManager(), "the inputs' manager")
                .leavesNothingOn(ofState, "the state's manager")
                .leavesNothingOn(parameters.get(0).getManager(), "the parameters' manager")
                .leavesNothingOn(dY.getManager(), "the logits' gradient's manager")
                .run(() -> withCollector(inputs, state, parameters, dY), gradients -> {
                    check(gradients, given, hasAllStates);
                    ORDER.forEach(i -> Expect.ownership(gradients.get(i).getManager() == inputs.getManager(), () -> "the "
                            + "gradient of " + NAMES.get(i) + " does not belong to the manager of the inputs: attach it to "
                            + "inputs.getManager()"));
                    checkMemory(gradients, dY);
                });
    }

    /** Only one collector can be open in a process. This one is open, so the step can't open its own. */
    private static NDList withCollector(NDArray inputs, NDList state, NDList parameters, NDArray dY) {
        GradientCollector collector = Engine.getInstance().newGradientCollector();
        try {
            return RnnBackward.gradients(inputs, state, parameters, dY);
        } finally {
            collector.close();
        }
    }

    private static void check(NDList gradients, Given given, boolean hasAllStates) {
        checkShapes(gradients, given);
        List<double[][]> expected = Rnn.gradients(given.inputs, given.state, given.p, given.dY).matrices();
        Map<BackwardPass.Wrong, Parameters> known = new EnumMap<>(BackwardPass.Wrong.class); // five gradients of each
        for (int i : ORDER) {
            Expect.array("the gradient of " + NAMES.get(i), gradients.get(i)).withAxes(AxisNames.ofParameter(NAMES.get(i)))
                    .isFloat32().inUnitsOf(given.unit(i)).isCloseTo(expected.get(i), () -> Stream.concat(
                            Stream.of(Slip.of(TRANSPOSED, Matrix.transpose(expected.get(i)))), // has the right shape if square
                            Stream.of(Slip.each(BackwardPass.Wrong.class, wrong -> hasAllStates && wrong == NO_BIAS
                                    ? expected.get(i) : known.computeIfAbsent(wrong, same -> BackwardPass.gradients(same,
                                            given.inputs, given.state, given.p, given.dY)).matrices().get(i))))
                            .toArray(Slip[]::new));
        }
    }

    /** Checks that there are five open gradients with the shapes of the parameters. */
    static void checkShapes(NDList gradients, Given given) {
        int vocabSize = given.p.bQ().length;
        int numHiddens = given.p.bH().length;
        new NamedShapes("five gradients", NAMES, i -> "the gradient of " + NAMES.get(i)).check(
                Expect.list("the list of gradients", gradients), List.of(new Shape(vocabSize, numHiddens),
                new Shape(numHiddens, numHiddens), new Shape(numHiddens), new Shape(numHiddens, vocabSize),
                new Shape(vocabSize)), shape -> knownShapes(shape, given));
    }

    private static Slip[] knownShapes(Shape shape, Given given) {
        long size = shape.get(0);
        return shape.dimension() == 2
                ? new Slip[] {
                    Slip.of(TRANSPOSED, new Shape(shape.get(1), size))}
                : new Slip[] {
                    Slip.of("the sum over the rows keeps its axis", new Shape(1, size)),
                    Slip.of("the sum goes over the time steps, but not over the sequences",
                            new Shape(given.state.length, size)),
                    Slip.of("the sum goes over the sequences, but not over the time steps",
                            new Shape(given.inputs.length, size)),
                    Slip.of("the sum over the rows is missing", new Shape(given.dY.length, size))};
    }

    /** With one row, a sum over the rows has the same values as the row itself. */
    private static void checkMemory(NDList gradients, NDArray dY) {
        List<Integer> unchanged = new ArrayList<>(ORDER);
        for (int i : ORDER) {
            gradients.get(i).muli(Float.NaN);
            Expect.that(!isNaN(dY), () -> "the gradient of " + NAMES.get(i) + " shares its memory with the logits' gradient, "
                    + "so a change of the one changes the other: reshape, flatten and get are views. Return a new array, a sum "
                    + "or a duplicate");
            unchanged.remove((Integer) i);
            unchanged.forEach(j -> Expect.that(!isNaN(gradients.get(j)), () -> "the gradients of " + NAMES.get(i) + " and "
                    + NAMES.get(j) + " share their memory, so a change of the one changes the other: return five new "
                    + "arrays"));
        }
    }

    /** Tells whether the first value is NaN. */
    private static boolean isNaN(NDArray array) {
        return Float.isNaN(array.getFloat(new long[array.getShape().dimension()]));
    }
}
