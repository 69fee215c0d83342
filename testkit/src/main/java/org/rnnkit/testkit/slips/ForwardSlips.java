package org.rnnkit.testkit.slips;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.NumberTypes;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.toolkit.RnnOutput;

/**
 * The wrong results of a forward pass with a right formula: wrong inputs, a wrong beginning, wrong rows. A slip that is not
 * possible with some sizes, because the engine throws, is left out for these.
 */
public final class ForwardSlips {

    private static final String SQUEEZED = "squeeze() drops every axis of size 1, also that of a single sequence, token or "
            + "hidden unit: name the axis, as in squeeze(0), or take get(t)";
    private static final String LAST_LEFT_OUT = "the last time step is left out: t goes up to numSteps - 1";

    /** A recurrent network with fixed parameters. */
    interface Network {

        /** Returns the hidden states: the one given, then one after every time step. */
        List<double[][]> hiddens(double[][][] inputs, double[][] state);

        /** Returns the logits of all states, a block of rows for each. */
        double[][] logits(List<double[][]> states);

        /** Returns the hidden states that the slips of the network's own formula give. */
        List<ForwardWalk> wrongFormulas(double[][][] inputs, double[][] state);
    }

    private ForwardSlips() {}

    /**
     * Checks the gradients of the inputs for a loss of the last time step's logits alone: they show how far it flows back.
     *
     * @param inputs the inputs, after the backward pass
     * @param inputWeights a parameter that the inputs are multiplied by
     * @param expected the right gradients
     */
    public static void checkWayBack(NDArray inputs, NDArray inputWeights, double[][][] expected) {
        double[] actual = Expect.values(inputs.getGradient());
        double[] flat = Expect.flat(Expect.rows(expected));
        int perStep = actual.length / expected.length;
        int reached = (int) IntStream.range(0, actual.length).takeWhile(i -> actual[i] == 0).count() / perStep;
        Expect.that(reached < expected.length || Arrays.stream(Expect.values(inputWeights.getGradient())).anyMatch(g -> g != 0),
                () -> "from the logits of time step " + (expected.length - 1) + ", nothing flows back, neither to the inputs "
                        + "nor to their weights: the hidden state of that time step is cut from the graph (stopGradient, "
                        + "duplicate or a copy through Java)");
        Expect.that(reached < expected.length, "nothing flows back to the inputs: they are cut from the graph (argMax, "
                + "rounding, stopGradient, duplicate or a copy through Java).\nInputs may be any numbers, and their gradients "
                + "show what a guess depends on");
        // A gradient that only fades is wrong before it is too small for float32.
        boolean cut = IntStream.range(reached * perStep, (reached + 1) * perStep).allMatch(i ->
                Math.abs(actual[i] - flat[i]) <= 1e-3 * Arrays.stream(flat).map(Math::abs).max().orElseThrow());
        Expect.that(reached == 0 || !cut, () -> "from the logits of time step " + (expected.length - 1) + ", nothing flows "
                + "back further than to time step " + reached + ": the hidden state is cut from the graph there (stopGradient, "
                + "duplicate or a copy through Java)");
        Expect.array("the gradient of the inputs", inputs.getGradient()).withAxes(AxisNames.INPUTS)
                .isCloseTo(Expect.rows(expected));
    }

    /**
     * Checks the gradients of the inputs for a loss of the logits of all time steps.
     *
     * @param inputs the inputs, after the backward pass
     * @param expected the right gradients
     */
    public static void checkAllWayBack(NDArray inputs, double[][][] expected) {
        double[] actual = Expect.values(inputs.getGradient());
        double[] right = Expect.flat(Expect.rows(expected));
        int perStep = right.length / expected.length;
        int wrong = IntStream.range(0, right.length).filter(i -> Math.abs(actual[i] - right[i]) > Expect.TOLERANCE)
                .max().orElse(-1) / perStep;
        Expect.that(wrong < 1 || wrong == expected.length - 1, () -> "the gradients of the inputs are wrong up to time step "
                + wrong + ", and right after it: from time step " + (wrong + 1) + ", nothing flows back to the steps before. "
                + "The hidden state is cut from the graph there (stopGradient, duplicate or a copy through Java)");
        Expect.array("the gradient of the inputs of " + expected.length + " time steps", inputs.getGradient())
                .withAxes(AxisNames.INPUTS).isCloseTo(Expect.rows(expected));
    }

    /**
     * Returns the logits of networks that treat only the first ones of many time steps rightly: as many of them as in what
     * came out.
     *
     * @param numSteps the number of time steps
     * @param earlier numbers of time steps that a first call had, which a static field may keep
     * @param right the right logits, the rows of one time step after the other
     * @param logits what came out
     * @param reading computes the logits if each time step reads the inputs with the given index
     */
    public static Slip[] ofFirstSteps(int numSteps, Set<Integer> earlier, double[][] right, NDArray logits,
            Function<int[], double[][]> reading) {
        int perStep = right.length / numSteps;
        double[] actual = logits.isReleased() ? new double[0] : Expect.values(logits);
        double[] flat = Expect.flat(right);
        List<Slip> slips = new ArrayList<>();
        int read = actual.length / right[0].length / perStep;
        if (read > 0 && read < numSteps) {
            slips.add(Slip.of(NumberTypes.wrong("the number of time steps", numSteps).getOrDefault(read, "only the first "
                    + read + " time steps are read" + (earlier.contains(read) ? ", as many as in an earlier call" : "")
                    + ": take their number from the inputs"), Arrays.copyOf(right, read * perStep)));
        }
        int rightSteps = (int) IntStream.range(0, Math.min(actual.length, flat.length))
                .takeWhile(i -> Math.abs(actual[i] - flat[i]) < Expect.TOLERANCE).count() / right[0].length / perStep;
        if (rightSteps > 0 && rightSteps < numSteps) {
            int lastRow = (rightSteps - 1) * perStep;
            double[][] same = right.clone();
            Arrays.setAll(same, row -> right[row < lastRow ? row : lastRow + row % perStep]);
            slips.add(Slip.of("after the first " + rightSteps + " time steps the hidden state stays as it is: it must go on "
                    + "with every time step", same));
        }
        String index = "the index of a time step goes through a byte, which ends at 127";
        slips.add(Slip.of(index, reading.apply(IntStream.range(0, numSteps).map(t -> Math.floorMod((byte) t, numSteps))
                .toArray())));
        slips.add(Slip.of(index + ", or at 255 without a sign", reading.apply(IntStream.range(0, numSteps).map(t -> t & 0xff)
                .toArray())));
        return slips.toArray(Slip[]::new);
    }

    /**
     * Checks that a result has no NaN where the sums before tanh and sigmoid are large.
     *
     * @param name the name of the result
     * @param result the result
     */
    public static void checkIsNumber(String name, NDArray result) {
        Expect.that(Arrays.stream(Expect.values(result)).noneMatch(Double::isNaN), name + " has NaN where the sums before tanh "
                + "are far from 0, such as 100: exp of such a number is infinite in float32, and infinite by infinite is NaN."
                + "\ntanh() and Activation.sigmoid() work for every number");
    }

    /**
     * Checks that the results of a forward pass belong to the manager of an operand, so that somebody closes them.
     *
     * @param parameters the parameters
     * @param owner their new manager, below the one of inputs and state
     * @param forward the forward pass
     */
    public static void checkOwner(NDList parameters, NDManager owner, Supplier<RnnOutput> forward) {
        parameters.attach(owner);
        RnnOutput output = forward.get();
        Expect.ownership(Stream.of(output.logits(), output.state().get(0)).allMatch(array ->
                WrappedModel.isBelow(owner.getParentManager(), array.getManager())),
                () -> "the logits or the new state belong neither to the manager of the inputs nor to that of the state given, "
                + "so they are not closed with the minibatch: leave out attach(...), detach() and managers of your own");
    }

    /**
     * Checks that a result does not stop at a bound where the right one goes on.
     *
     * @param name the name of the result
     * @param result the result
     * @param expected the right one
     * @param why the words that say how far it goes
     */
    public static void checkIsNotLimited(String name, NDArray result, double[][] expected, String why) {
        double[] actual = Expect.values(result);
        double[] right = Expect.flat(expected);
        double least = Arrays.stream(actual).min().orElseThrow();
        double most = Arrays.stream(actual).max().orElseThrow();
        double[] limited = Arrays.stream(right).map(value -> Math.max(least, Math.min(most, value))).toArray();
        Expect.that(least == most || !Expect.isClose(actual, limited, Expect.TOLERANCE)
                || Expect.isClose(actual, right, Expect.TOLERANCE), () -> name + " stops at "
                + ShortNumber.of(least) + " and " + ShortNumber.of(most) + ", but must go from "
                + ShortNumber.of(Arrays.stream(right).min().orElseThrow()) + " to "
                + ShortNumber.of(Arrays.stream(right).max().orElseThrow()) + " here: " + why + ", so limit nothing");
    }

    /** Returns the wrong shapes of the logits. */
    public static Slip[] shapesOfLogits(Sizes n) {
        return new Slip[] {
            Slip.of("outputs are stacked, or each keeps an axis of size 1 (split, get(\"0:1\")): after stack join the first "
                    + "two axes with reshape; before concat take inputs.get(t)",
                    new Shape(n.numSteps(), n.batchSize(), n.vocabSize())),
            Slip.of("outputs are concatenated along the vocabulary's axis instead of the first",
                    new Shape(n.batchSize(), n.numSteps() * n.vocabSize())),
            Slip.of("hidden states are returned: the output layer is missing",
                    new Shape(n.numSteps() * n.batchSize(), n.numHiddens())),
            Slip.of(SQUEEZED, squeezed(n.numSteps() * n.batchSize(), n.vocabSize()))};
    }

    /** Returns a shape without the sizes that are 1. */
    private static Shape squeezed(long... sizes) {
        return new Shape(Arrays.stream(sizes).filter(size -> size != 1).toArray());
    }

    /** Returns the wrong shapes of the new state. */
    public static Slip[] shapesOfState(Sizes n) {
        String allSteps = "the states of all time steps are returned; only the last one is the new state";
        return new Slip[] {
            Slip.of(allSteps, new Shape(n.numSteps() * n.batchSize(), n.numHiddens())),
            Slip.of(allSteps, new Shape(n.numSteps(), n.batchSize(), n.numHiddens())),
            Slip.of("the state keeps an axis of size 1 for the time step: take inputs.get(t)",
                    new Shape(1, n.batchSize(), n.numHiddens())),
            Slip.of(SQUEEZED, squeezed(n.batchSize(), n.numHiddens())),
            Slip.of("the loop goes over the batch, axis 1, instead of time, axis 0", new Shape(n.numSteps(), n.numHiddens())),
            Slip.of("the logits of the last time step are returned as the new state; the state is H",
                    new Shape(n.batchSize(), n.vocabSize())),
            Slip.of("the logits are returned as the new state; the state is H",
                    new Shape(n.numSteps() * n.batchSize(), n.vocabSize()))};
    }

    /** Returns the wrong logits of every known slip. */
    static List<Slip> ofLogits(Network net, double[][][] inputs, double[][] state, double[] bQ) {
        List<double[][]> hiddens = net.hiddens(inputs, state);
        List<double[][]> after = withoutFirst(hiddens);
        double[][] right = net.logits(after);
        double[] minusBias = Matrix.map(bQ, b -> -b);
        List<Slip> slips = new ArrayList<>(List.of(
                Slip.of("the bias b_q is forgotten", Matrix.plus(right, minusBias)),
                Slip.of("the bias b_q is added to the first row only; every row needs it",
                        withFirst(right[0], Matrix.plus(right, minusBias))),
                Slip.of("the old hidden state is used: the output is computed before H is updated",
                        net.logits(hiddens.subList(0, inputs.length))),
                Slip.of("only the last time step's output is returned", net.logits(List.<double[][]>of(last(hiddens)))),
                Slip.of("the outputs of all time steps are computed from the last state (after the loop, or because H is "
                        + "changed in place and the list holds the same array again and again)",
                        net.logits(Collections.nCopies(inputs.length, last(hiddens)))),
                Slip.of("the rows are batch-major: all steps of the first sequence come first; time must come first",
                        batchMajor(right, state.length)),
                Slip.of("the outputs of the time steps come out in reverse order", net.logits(reversed(after))),
                Slip.of("softmax is applied: logits are the scores before it", Matrix.mapRows(right, CrossEntropy::softmax)),
                Slip.of("the logarithm of softmax is taken: logits are the scores before it", Matrix.mapRows(right,
                        row -> Arrays.stream(CrossEntropy.softmax(row)).map(Math::log).toArray())),
                Slip.of("tanh is applied to the outputs too", Matrix.map(right, Math::tanh)),
                Slip.of("sigmoid is applied to the outputs: logits are scores of any size and sign",
                        Matrix.map(right, y -> 1 / (1 + Math.exp(-y)))),
                Slip.of("relu is applied to the outputs: logits are scores of any size and sign",
                        Matrix.map(right, y -> Math.max(y, 0)))));
        for (ForwardWalk walk : walks(net, inputs, state)) {
            slips.add(Slip.of(walk.words(), net.logits(withoutFirst(walk.hiddens()))));
        }
        return slips;
    }

    /** Returns the wrong new state of every known slip. */
    static List<Slip> ofState(Network net, double[][][] inputs, double[][] state) {
        List<double[][]> hiddens = net.hiddens(inputs, state);
        List<Slip> slips = new ArrayList<>(List.of(
                Slip.of("the state given is returned instead of the new one", state),
                Slip.of("the state after the first time step is returned instead of the last", hiddens.get(1)),
                Slip.of("the last time step is missing in it: it is left out, or the state before it is returned",
                        hiddens.get(inputs.length - 1)),
                Slip.of("the logits of the last time step are returned as the new state; the state is H",
                        net.logits(List.<double[][]>of(last(hiddens))))));
        walks(net, inputs, state).stream().filter(walk -> !walk.words().equals(LAST_LEFT_OUT))
                .forEach(walk -> slips.add(Slip.of(walk.words(), last(walk.hiddens()))));
        return slips;
    }

    private static List<ForwardWalk> walks(Network net, double[][][] inputs, double[][] state) {
        int numSteps = inputs.length;
        int batchSize = state.length;
        double[][] firstForAll = new double[batchSize][];
        Arrays.fill(firstForAll, state[0]);
        List<double[][]> apart = new ArrayList<>(List.<double[][]>of(state));
        for (double[][] x : inputs) {
            apart.add(last(net.hiddens(new double[][][] {x}, state)));
        }
        List<ForwardWalk> walks = new ArrayList<>(List.of(
                new ForwardWalk("the state given is not used: H begins with zeros",
                        net.hiddens(inputs, new double[batchSize][state[0].length])),
                new ForwardWalk("every sequence begins with the first sequence's row of the state: state.get(0) is the whole "
                        + "state",
                        net.hiddens(inputs, firstForAll)),
                new ForwardWalk("H is never updated: every time step sees the state given", apart),
                inputs("limited to the numbers from 0 to 1", net, inputs, state,
                        row -> Matrix.map(row, x -> Math.min(1, Math.max(0, x)))),
                inputs("taken without their sign", net, inputs, state, row -> Matrix.map(row, Math::abs)),
                inputs("rounded to whole numbers", net, inputs, state, row -> Matrix.map(row, Math::rint)),
                inputs("cut to whole numbers", net, inputs, state, row -> Matrix.map(row, x -> (int) x)),
                new ForwardWalk("the time steps are walked from the last to the first",
                        net.hiddens(reversed(Arrays.asList(inputs)).toArray(double[][][]::new), state)),
                new ForwardWalk("every time step reads the inputs of the first one", net.hiddens(same(inputs, 0), state)),
                new ForwardWalk("every time step reads the inputs of the last one",
                        net.hiddens(same(inputs, numSteps - 1), state)),
                new ForwardWalk("the first time step is left out: t begins with 0",
                        net.hiddens(Arrays.copyOfRange(inputs, 1, numSteps), state)),
                new ForwardWalk(LAST_LEFT_OUT,
                        net.hiddens(Arrays.copyOf(inputs, numSteps - 1), state))));
        if (batchSize <= numSteps) {
            walks.add(new ForwardWalk("the loop runs batchSize times; time is axis 0, so it must run inputs.getShape().get(0) "
                    + "times",
                    net.hiddens(Arrays.copyOf(inputs, batchSize), state)));
        }
        int vocabSize = inputs[0][0].length;
        if (vocabSize < numSteps) { // with more tokens than time steps, the engine throws
            walks.add(new ForwardWalk("the loop runs vocabSize times; time is axis 0, so it must run inputs.getShape().get(0) "
                    + "times", net.hiddens(Arrays.copyOf(inputs, vocabSize), state)));
        }
        if (batchSize == numSteps || batchSize == 1) { // a state of one row is added to every row
            double[][] rows = batchSize == 1 ? Collections.nCopies(numSteps, state[0]).toArray(double[][]::new) : state;
            walks.add(new ForwardWalk("the loop goes over the batch, axis 1, instead of time, axis 0",
                    net.hiddens(exchanged(inputs), rows)));
        }
        walks.addAll(net.wrongFormulas(inputs, state));
        return walks;
    }

    /** Returns the walk in which each row of the inputs is changed first. */
    private static ForwardWalk inputs(String changed, Network net, double[][][] inputs, double[][] state,
            UnaryOperator<double[]> change) {
        double[][][] other = inputs.clone();
        Arrays.setAll(other, t -> Matrix.mapRows(inputs[t], change));
        return new ForwardWalk("the inputs are " + changed + ": they may be any numbers, and are read as they are",
                net.hiddens(other, state));
    }

    private static double[][] withFirst(double[] row, double[][] rows) {
        double[][] changed = rows.clone();
        changed[0] = row;
        return changed;
    }

    private static double[][][] same(double[][][] inputs, int step) {
        return Collections.nCopies(inputs.length, inputs[step]).toArray(double[][][]::new);
    }

    private static double[][][] exchanged(double[][][] inputs) {
        double[][][] exchanged = new double[inputs[0].length][inputs.length][];
        for (int t = 0; t < inputs.length; t++) {
            for (int b = 0; b < inputs[t].length; b++) {
                exchanged[b][t] = inputs[t][b];
            }
        }
        return exchanged;
    }

    /** Returns the states after the time steps. */
    static List<double[][]> withoutFirst(List<double[][]> hiddens) {
        return hiddens.subList(1, hiddens.size());
    }

    /** Returns the state after the last time step. */
    static double[][] last(List<double[][]> states) {
        return states.get(states.size() - 1);
    }

    private static List<double[][]> reversed(List<double[][]> blocks) {
        List<double[][]> reversed = new ArrayList<>(blocks);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Returns time-major rows as batch-major ones; with the number of time steps for batchSize, it is the other way round. */
    static double[][] batchMajor(double[][] timeMajor, int batchSize) {
        int numSteps = timeMajor.length / batchSize;
        double[][] rows = new double[timeMajor.length][];
        Arrays.setAll(rows, i -> timeMajor[i % numSteps * batchSize + i / numSteps]);
        return rows;
    }
}
