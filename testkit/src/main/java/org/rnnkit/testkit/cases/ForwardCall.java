package org.rnnkit.testkit.cases;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.Forward;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Network;
import org.rnnkit.testkit.oracle.NetworkGradients;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A forward pass of step 4 or 13 with drawn arguments, and everything that is asked of it.
 *
 * <p>A right result is as close as {@link Expect#TOLERANCE}. The largest sums are logits, of up to 512 terms and about 11
 * large. Each addition is off by up to 6e-8 of the sum so far, and such errors add up like a random walk: to √512 · 6e-8 · 11 =
 * 1.5e-5, a thirteenth of what is allowed. A gradient has up to 300 · 128 terms, but stays near 1: √38,400 · 6e-8 = 1.2e-5. No
 * error grows over the time steps, because W_hh has a norm of at most 1 and tanh a slope of at most 1; the gates of step 13
 * change that little. The largest error of the references (100 seeds) was a twentieth of what is allowed.
 */
public final class ForwardCall {

    private static final String CUT = " (stopGradient, duplicate or a copy through Java)";

    private final ForwardFunction step;
    private final Forward right;
    private final List<double[][]> hiddens;
    private final Sizes n;
    private final NDManager manager;
    private final NDArray inputs;
    private final NDList state;
    private final NDList parameters;

    /** Draws a call with one-hot inputs. */
    public ForwardCall(ForwardFunction step, Network net, Sizes n, Draw draw, NDManager manager) {
        this(step, net, n, "one-hot", draw, manager);
    }

    /** Draws the call of a case. */
    public ForwardCall(ForwardFunction step, Network net, DrawnValues values, Draw draw, NDManager manager) {
        this(step, values.is("biases", "large") ? withLargeBiases(net) : net, new Sizes(values.size("batchSize"),
                values.size("numSteps"), values.size("vocabSize"), values.size("numHiddens")), values.word("inputs"), draw,
                manager);
    }

    /** As in training, inputs, state and parameters belong to different managers. */
    private ForwardCall(ForwardFunction step, Network net, Sizes n, String kind, Draw draw, NDManager manager) {
        this.step = step;
        this.right = new Forward(net, inputs(kind, n, draw), draw.matrix(n.batchSize(), n.numHiddens()));
        this.hiddens = right.hiddens();
        this.n = n;
        this.manager = manager;
        inputs = Draw.array(manager.newSubManager(), right.inputs());
        state = new NDList(Draw.array(manager.newSubManager(), right.state()));
        parameters = new NDList();
        NDManager ofParameters = manager.newSubManager();
        for (double[][] rows : net.parameters()) {
            boolean isBias = isBias(net, parameters.size());
            NDArray parameter = isBias ? Draw.array(ofParameters, rows[0]) : Draw.array(ofParameters, rows);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
    }

    private static boolean isBias(Network net, int parameter) {
        return net.names().get(parameter).startsWith("b");
    }

    /** Puts every second value of each bias far from 0, where a power is infinite in float32. */
    private static Network withLargeBiases(Network net) {
        List<double[][]> parameters = new ArrayList<>(net.parameters());
        for (int i = 0; i < parameters.size(); i++) {
            if (isBias(net, i)) {
                double[] values = Matrix.far(parameters.get(i)[0]);
                for (int j = 1; j < values.length; j += 2) {
                    values[j] = parameters.get(i)[0][j];
                }
                parameters.set(i, new double[][] {values});
            }
        }
        return net.with(parameters);
    }

    /** Draws inputs. Dense ones are smaller for a larger vocabulary, so that the sums before tanh are not. */
    private static double[][][] inputs(String kind, Sizes n, Draw draw) {
        if (kind.equals("one-hot")) {
            return Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
        }
        double scale = 2 / Math.sqrt(n.vocabSize());
        double[][][] inputs = new double[n.numSteps()][][];
        Arrays.setAll(inputs, t -> Matrix.map(draw.matrix(n.batchSize(), n.vocabSize()), x -> (float) (scale * x)));
        for (int row = 0; kind.equals("partly zero") && row < n.numSteps() * n.batchSize(); row++) {
            if (row == 0 || draw.share() < 0.5) {
                Arrays.fill(inputs[row / n.batchSize()][row % n.batchSize()], 0);
            }
        }
        return inputs;
    }

    /** Returns the work of a case of a network with this number of sums X W + H W + b in a time step. */
    public static double work(DrawnValues values, int sums) {
        double rows = (double) values.size("batchSize") * values.size("numSteps");
        double vocabSize = values.size("vocabSize");
        double numHiddens = values.size("numHiddens");
        double weights = sums * (vocabSize + numHiddens) * numHiddens + numHiddens * vocabSize;
        int passes = values.is("use", "training") ? 3 : 1;
        double operations = values.size("numSteps") * sums * 100.0 * passes; // of the engine
        return 2 * rows * (vocabSize + 5) + weights / 2 + rows * weights / 50 * passes + operations;
    }

    /** Makes the call. */
    public RnnOutput run() {
        return Call.of("forward").with("the array of inputs", inputs).with("the state given", state, List.of("the state given"))
                .with("the parameters", parameters, right.net().names()).isDifferentiated()
                .run(() -> step.apply(inputs, state, parameters));
    }

    /** Checks the logits. Values come first: wrong numbers of rows have different causes, and the values tell them apart. */
    public void checkLogits(RnnOutput output) {
        Shape shape = new Shape((long) n.numSteps() * n.batchSize(), n.vocabSize());
        Expect.array("logits", output.logits()).withAxes(AxisNames.LOGITS, shape)
                .isCloseTo(right.logits(hiddens), right::wrongLogits).hasShape(shape, Forward.shapesOfLogits(n)).isFloat32()
                .isOn(inputs.getDevice());
    }

    /** Checks the shape of the logits. */
    public void checkShape(RnnOutput output) {
        Expect.array("logits", output.logits()).withAxes(AxisNames.LOGITS).hasShape(
                new Shape((long) n.numSteps() * n.batchSize(), n.vocabSize()), Forward.shapesOfLogits(n)).isFloat32();
    }

    /** Checks the new state. */
    public void checkState(RnnOutput output) {
        Expect.only("the new state", output.state()).withAxes(AxisNames.STATE)
                .hasShape(new Shape(n.batchSize(), n.numHiddens()), Forward.shapesOfState(n)).isFloat32()
                .isCloseTo(newState(), right::wrongStates).isOn(inputs.getDevice());
    }

    private double[][] newState() {
        return hiddens.get(hiddens.size() - 1);
    }

    /** Checks that two calls give the same as one, if the second one begins with the state that the first one returned. */
    public void checkInTwoCalls() {
        int numSteps = n.numSteps();
        RnnOutput first = step.apply(inputs.get("0:2"), state, parameters);
        NDArray between = first.state().get(0);
        RnnOutput second = step.apply(inputs.get("2:" + numSteps), first.state(), parameters);
        Expect.only("the state after two calls, with 2 and " + (numSteps - 2) + " of " + numSteps + " time steps,",
                second.state()).withAxes(AxisNames.STATE).isCloseTo(newState());
        Expect.that(first.state().size() == 1 && first.state().get(0) == between && !between.isReleased(), "a second call "
                + "changes the state that the first one returned: its list is kept in a static field. Return a new list in "
                + "every call");
    }

    /** Checks that a call depends on its arguments' values alone: not on a failed call, not on values before an update. */
    public void checkKeepsNothing() {
        checkLogits(run());
        NDList wrong = new NDList(parameters);
        wrong.set(wrong.size() - 2, manager.ones(new Shape(n.numHiddens() + 1, n.vocabSize())));
        try {
            step.apply(inputs, state, wrong);
        } catch (RuntimeException | AssertionError expected) {
            // The output layer has a row too many. A step may assert its shapes.
        }
        Expect.consequence(isRight(right), () -> "after a call that failed, because W_hq had a wrong shape, a right call "
                + "gives a wrong result: a static field still has what the failed call put there. Keep everything in local "
                + "variables");
        for (NDArray parameter : parameters) { // in place, as an update does
            try (NDArray values = parameter.stopGradient()) {
                values.muli(-1);
            }
        }
        Network updated = right.net().with(right.net().parameters().stream().map(rows -> Matrix.map(rows, v -> -v)).toList());
        Expect.that(isRight(new Forward(updated, right.inputs(), right.state())), "a call with the same arrays of parameters, "
                + "but other values in them, as after an update, computes with the old values: what is made from the "
                + "parameters is kept in a static field. Compute it in every call");
    }

    private boolean isRight(Forward expected) {
        try {
            return Expect.isClose(Expect.values(step.apply(inputs, state, parameters).logits()), Expect.flat(expected.logits()),
                    Expect.TOLERANCE);
        } catch (RuntimeException | AssertionError failed) {
            return false;
        }
    }

    /** Makes the call of a case and checks everything. */
    public void check(DrawnValues values, Draw draw) {
        if (values.is("use", "prediction")) {
            checkOutput(run());
        } else {
            checkInTraining(draw, n.numSteps() > 1 && !values.is("biases", "large"));
        }
    }

    private void checkOutput(RnnOutput output) {
        checkLogits(output);
        checkState(output);
        Expect.ownership(Stream.of(output.logits(), output.state().get(0)).allMatch(array -> WrappedModel.isBelow(manager,
                array.getManager())), () -> "the logits or the new state belong neither to the manager of the inputs nor to "
                + "that of the state given, so they are not closed with the minibatch: leave out attach(...), detach() and "
                + "managers of your own");
    }

    /**
     * Makes the call inside a gradient collector. Of a single time step, concat may cut the gradients off, and of a sigmoid or
     * tanh far from 0, a right formula may give NaN.
     */
    public void checkInTraining(Draw draw, boolean withGradients) {
        double scale = 2 / Math.sqrt((double) n.numSteps() * n.batchSize() * n.vocabSize()); // sums stay near 1
        double[][] weights = Matrix.map(draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize()), w -> (float) (scale * w));
        NDArray weightArray = Draw.array(manager, weights);
        inputs.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            RnnOutput output = run();
            checkOutput(output);
            if (withGradients) {
                collector.backward(output.logits().mul(weightArray).sum());
                checkGradients(weights);
            }
        }
    }

    /** Checks the gradients, those of the output layer first. */
    private void checkGradients(double[][] weights) {
        NetworkGradients expected = right.gradients(weights);
        List<String> names = right.net().names();
        for (int i = names.size() - 1; i >= 0; i--) {
            int parameter = i;
            checkGradient(names.get(i), parameters.get(i), AxisNames.ofParameter(names.get(i)), expected.parameters().get(i),
                    "nothing that the logits are computed from leads back to " + names.get(i),
                    () -> right.gradientsWithinOneStep(weights).parameters().get(parameter));
        }
        checkGradient("the inputs", inputs, AxisNames.INPUTS, Expect.rows(expected.inputs()), "nothing flows back to the "
                + "inputs: they are cut from the graph (argMax, rounding, stopGradient, duplicate or a copy through Java)",
                () -> Expect.rows(right.gradientsWithinOneStep(weights).inputs()));
    }

    private static void checkGradient(String name, NDArray array, List<String> axes, double[][] expected, String none,
            Supplier<double[][]> withinOneStep) {
        Expect.array("the gradient of " + name, array.getGradient()).withAxes(axes).isCloseTo(expected, () -> new Slip[] {
            new Slip("the hidden state is cut from the graph at every step" + CUT + ": nothing flows back through time",
                    () -> Expect.flat(withinOneStep.get())),
            Slip.of(none, Matrix.map(expected, value -> 0))});
    }
}
