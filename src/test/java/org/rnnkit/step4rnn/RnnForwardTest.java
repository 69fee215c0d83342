package org.rnnkit.step4rnn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.testkit.oracle.RnnSlips;
import org.rnnkit.toolkit.RnnOutput;

/** Tests of step 4: H ← tanh(X W_xh + H W_hh + b_h), Y = H W_hq + b_q. */
@Tag("step4")
class RnnForwardTest {

    /** One case: sizes, inputs, state and parameters, in doubles and as arrays. */
    private static final class Case {
        final Draw.Sizes n;
        final double[][][] inputs;
        final double[][] state;
        final Parameters p;
        final NDArray inputArray;
        final NDList stateList;
        final NDList parameterList;

        Case(NDManager manager, Draw draw, Draw.Sizes n) {
            this.n = n;
            inputs = Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
            state = draw.matrix(n.batchSize(), n.numHiddens());
            p = Parameters.draw(draw, n.vocabSize(), n.numHiddens());
            inputArray = Draw.array(manager, Expect.rows(inputs))
                    .reshape(n.numSteps(), n.batchSize(), n.vocabSize());
            stateList = new NDList(Draw.array(manager, state));
            parameterList = new NDList(Draw.array(manager, p.wXh()), Draw.array(manager, p.wHh()),
                    Draw.array(manager, p.bH()), Draw.array(manager, p.wHq()), Draw.array(manager, p.bQ()));
            parameterList.forEach(parameter -> parameter.setRequiresGradient(true));
        }

        RnnOutput run() {
            RnnOutput output = RnnForward.forward(inputArray, stateList, parameterList);
            Expect.that(output != null, "forward returned null");
            return output;
        }

        double[][] logits() {
            return Rnn.logits(inputs, state, p);
        }

        double[][] lastState() {
            List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
            return hiddens.get(hiddens.size() - 1);
        }
    }

    @Test
    @Order(1)
    void returnsOneRowOfLogitsForEachTimeStepOfEachSequence(NDManager manager, Draw draw) {
        Draw.Sizes n = draw.sizes();
        while (n.numSteps() < 3) { // a missing step and the last one alone must differ
            n = draw.sizes();
        }
        Case c = new Case(manager, draw, n);
        Expect.array("logits", c.run().logits()).withAxes(AxisNames.LOGITS)
                .hasShape(new Shape(n.numSteps() * n.batchSize(), n.vocabSize()), knownShapes(n)).isFloat32();
    }

    @Test
    @Order(2)
    void computesTheRightLogits(NDManager manager, Draw draw) {
        checkLogits(new Case(manager, draw, draw.sizes()));
    }

    @Test
    @Order(3)
    void computesTheRightNewState(NDManager manager, Draw draw) {
        checkState(new Case(manager, draw, draw.sizes()));
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, numHiddens {3}")
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 16"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager, Draw draw) {
        checkLogits(new Case(manager, draw, new Draw.Sizes(batchSize, numSteps, vocabSize, numHiddens)));
    }

    /** Not in the test above, because wrong logits would hide the state. */
    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, numHiddens {3}")
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 16"})
    void returnsTheNewStateForEverySize(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager,
            Draw draw) {
        checkState(new Case(manager, draw, new Draw.Sizes(batchSize, numSteps, vocabSize, numHiddens)));
    }

    @Test
    void worksForInputsThatAreNotOneHot(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        double[][] rows = draw.matrix(c.n.numSteps() * c.n.batchSize(), c.n.vocabSize());
        for (int i = 0; i < rows.length; i++) {
            c.inputs[i / c.n.batchSize()][i % c.n.batchSize()] = rows[i];
        }
        NDArray inputs = Draw.array(manager, rows).reshape(c.n.numSteps(), c.n.batchSize(), c.n.vocabSize());
        RnnOutput output = RnnForward.forward(inputs, c.stateList, c.parameterList);
        Expect.array("logits", output.logits()).withAxes(AxisNames.LOGITS)
                .isCloseTo(c.logits(), RnnSlips.ofLogits(c.inputs, c.state, c.p));
    }

    @Test
    void continuesFromTheReturnedState(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes().withNumSteps(6));
        RnnOutput first = RnnForward.forward(c.inputArray.get("0:2"), c.stateList, c.parameterList);
        RnnOutput second = RnnForward.forward(c.inputArray.get("2:6"), first.state(), c.parameterList);
        Expect.only("the state after two calls, with 2 and 4 of 6 time steps,", second.state())
                .withAxes(AxisNames.STATE).isCloseTo(c.lastState());
    }

    @Test
    @Order(4)
    void doesNotChangeInputsStateOrParameters(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDArray givenState = c.stateList.get(0);
        c.run();
        Expect.that(c.stateList.size() == 1 && c.stateList.get(0) == givenState,
                "the list of the state given was changed: put the new state into a new list");
        Expect.that(!givenState.isReleased() && !c.inputArray.isReleased(),
                "forward closed an array that it was given");
        Expect.array("the state given", givenState).isUnchanged(Expect.flat(c.state), "forward");
        Expect.array("the inputs given", c.inputArray).isUnchanged(Expect.flat(Expect.rows(c.inputs)), "forward");
        Expect.that(c.parameterList.size() == 5, "the list of parameters was changed");
        Expect.array("W_xh", c.parameterList.get(0)).isUnchanged(Expect.flat(c.p.wXh()), "forward");
        Expect.array("W_hh", c.parameterList.get(1)).isUnchanged(Expect.flat(c.p.wHh()), "forward");
        Expect.array("b_h", c.parameterList.get(2)).isUnchanged(c.p.bH(), "forward");
        Expect.array("W_hq", c.parameterList.get(3)).isUnchanged(Expect.flat(c.p.wHq()), "forward");
        Expect.array("b_q", c.parameterList.get(4)).isUnchanged(c.p.bQ(), "forward");
    }

    @Test
    @Order(5)
    void usesNoJavaNumberInTheFormula(NDManager manager, Draw draw) {
        Expect.usesNoJavaNumber("forward", new Case(manager, draw, draw.sizes())::run);
    }

    @Test
    void gradientsFlowThroughTimeToEveryParameter(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        double[][] weights = draw.matrix(c.n.numSteps() * c.n.batchSize(), c.n.vocabSize());
        NDArray weightArray = Draw.array(manager, weights);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray logits = c.run().logits();
            collector.backward(logits.mul(weightArray).sum());
        }
        Parameters expected = Rnn.gradients(c.inputs, c.state, c.p, weights);
        Parameters cut = RnnSlips.gradientsWithinOneStep(c.inputs, c.state, c.p, weights);
        checkGradient(c, 3, "W_hq", expected.wHq(), cut.wHq());
        checkGradient(c, 4, "b_q", new double[][] {expected.bQ()}, new double[][] {cut.bQ()});
        checkGradient(c, 1, "W_hh", expected.wHh(), cut.wHh());
        checkGradient(c, 0, "W_xh", expected.wXh(), cut.wXh());
        checkGradient(c, 2, "b_h", new double[][] {expected.bH()}, new double[][] {cut.bH()});
    }

    private static void checkGradient(Case c, int index, String name, double[][] expected, double[][] cut) {
        Expect.array("the gradient of " + name, c.parameterList.get(index).getGradient())
                .withAxes(AxisNames.ofParameter(name)).isCloseTo(expected,
                Slip.of("the hidden state is cut from the graph at every step (stopGradient, duplicate or a copy "
                        + "through Java): nothing flows back through time", cut),
                Slip.of("nothing that the logits are computed from leads back to " + name,
                        new double[expected.length][expected[0].length]));
    }

    /** Values come first: wrong numbers of rows have different causes, and the values tell them apart. */
    private static void checkLogits(Case c) {
        Draw.Sizes n = c.n;
        Shape shape = new Shape(n.numSteps() * n.batchSize(), n.vocabSize());
        Expect.array("logits", c.run().logits()).withAxes(AxisNames.LOGITS, shape)
                .isCloseTo(c.logits(), RnnSlips.ofLogits(c.inputs, c.state, c.p))
                .hasShape(shape, knownShapes(n));
    }

    private static Object[] knownShapes(Draw.Sizes n) {
        return new Object[] {
            new Shape(n.numSteps(), n.batchSize(), n.vocabSize()),
            "outputs are stacked, or each keeps an axis of size 1 (split, get(\"0:1\")): after stack join "
                    + "the first two axes with reshape; before concat take inputs.get(t)",
            new Shape(n.batchSize(), n.numSteps(), n.vocabSize()),
            "outputs are stacked along the second axis: time must come first, and both axes become one",
            new Shape(n.batchSize(), n.numSteps() * n.vocabSize()),
            "outputs are concatenated along the vocabulary's axis instead of the first",
            new Shape(n.numSteps() * n.batchSize(), n.numHiddens()),
            "hidden states are returned: the output layer is missing"};
    }

    private static void checkState(Case c) {
        Draw.Sizes n = c.n;
        Expect.only("the new state", c.run().state()).withAxes(AxisNames.STATE)
                .hasShape(new Shape(n.batchSize(), n.numHiddens()),
                        new Shape(n.numSteps() * n.batchSize(), n.numHiddens()),
                        "the states of all time steps are returned; only the last one is the new state",
                        new Shape(n.numSteps(), n.batchSize(), n.numHiddens()),
                        "the states of all time steps are returned; only the last one is the new state",
                        new Shape(1, n.batchSize(), n.numHiddens()),
                        "the state keeps an axis of size 1 for the time step: take inputs.get(t)",
                        new Shape(n.numSteps(), n.numHiddens()),
                        "the loop goes over the batch, axis 1, instead of time, axis 0",
                        new Shape(n.numHiddens()),
                        "the state of one sequence is returned; the new state has a row for each",
                        new Shape(n.batchSize(), n.vocabSize()),
                        "the logits of the last time step are returned as the new state; the state is H",
                        new Shape(n.numSteps() * n.batchSize(), n.vocabSize()),
                        "the logits are returned as the new state; the state is H")
                .isFloat32()
                .isCloseTo(c.lastState(), RnnSlips.ofState(c.inputs, c.state, c.p));
    }
}
