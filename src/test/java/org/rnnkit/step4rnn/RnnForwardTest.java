package org.rnnkit.step4rnn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.testkit.slips.ForwardSlips;
import org.rnnkit.testkit.slips.KeptArguments;
import org.rnnkit.testkit.slips.RnnSlips;
import org.rnnkit.toolkit.NotImplementedYet;
import org.rnnkit.toolkit.RnnOutput;

/** Tests of step 4: H ← tanh(X W_xh + H W_hh + b_h), Y = H W_hq + b_q. */
@Tag("step4")
class RnnForwardTest {

    private static final List<String> NAMES = AxisNames.PARAMETERS;
    /** The chapter's example may run before these tests. */
    private static final int STEPS_OF_THE_EXAMPLE = 2;
    /** The numbers of time steps that the first call may have had. */
    private static Set<Integer> earlierSteps = Set.of();

    /** One case: sizes, inputs, state and parameters, in doubles and as arrays. */
    private static final class Case {
        final Sizes n;
        final double[][][] inputs;
        final double[][] state;
        final Parameters p;
        final NDArray inputArray;
        final NDList stateList;
        final NDList parameterList;

        Case(NDManager manager, Draw draw, Sizes n) {
            this(manager, draw, n, Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize()),
                    Parameters.draw(draw, n.vocabSize(), n.numHiddens()));
        }

        Case(NDManager manager, Draw draw, Sizes n, double[][][] inputs, Parameters p) {
            this.n = n;
            this.inputs = inputs;
            this.p = p;
            state = draw.matrix(n.batchSize(), n.numHiddens());
            inputArray = Draw.array(manager, inputs);
            stateList = new NDList(Draw.array(manager, state));
            parameterList = p.arrays(manager);
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
            return lastState(inputs, state, p);
        }

        static double[][] lastState(double[][][] inputs, double[][] state, Parameters p) {
            return Rnn.hiddens(Rnn.TANH, inputs, state, p).get(inputs.length);
        }

        List<Object> arguments() {
            return KeptArguments.list(inputs, state, p);
        }
    }

    @Test
    @Order(1)
    void returnsOneRowOfLogitsForEachTimeStepOfEachSequence(NDManager manager, Draw draw) {
        Sizes n = draw.sizesWithSteps(3); // a missing step and the last one alone must differ
        earlierSteps = Set.of(STEPS_OF_THE_EXAMPLE, n.numSteps());
        Case c = new Case(manager, draw, n);
        Expect.array("logits", c.run().logits()).withAxes(AxisNames.LOGITS)
                .hasShape(new Shape(n.numSteps() * n.batchSize(), n.vocabSize()), ForwardSlips.shapesOfLogits(n)).isFloat32();
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
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 16", "1, 1, 1, 1",
        "1, 3, 1, 2", "300, 2, 5, 3", "2, 2, 300, 3", "2, 2, 3, 300"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager, Draw draw) {
        checkLogits(new Case(manager, draw, new Sizes(batchSize, numSteps, vocabSize, numHiddens)));
    }

    /** Not in the test above, because wrong logits would hide the state. */
    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, numHiddens {3}")
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 16", "1, 1, 1, 1",
        "1, 3, 1, 2", "300, 2, 5, 3", "2, 2, 300, 3", "2, 2, 3, 300"})
    void returnsTheNewStateForEverySize(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager,
            Draw draw) {
        checkState(new Case(manager, draw, new Sizes(batchSize, numSteps, vocabSize, numHiddens)));
    }

    @Test
    void worksForInputsThatAreNotOneHot(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        double[][][] inputs = new double[n.numSteps()][][];
        Arrays.setAll(inputs, t -> draw.matrix(n.batchSize(), n.vocabSize()));
        inputs[0][0][0] = 3; // far from the numbers of one-hot vectors
        inputs[1][1][1] = -3;
        checkLogits(new Case(manager, draw, n, inputs, Parameters.draw(draw, n.vocabSize(), n.numHiddens())));
    }

    /** The first, the middle and the last time step have such inputs: for every sequence, or for the last one only. */
    @ParameterizedTest(name = "in the last sequence only: {0}")
    @ValueSource(booleans = {false, true})
    void worksForTimeStepsWhoseInputsAreAllZero(boolean lastOnly, NDManager manager, Draw draw) {
        Sizes n = new Sizes(3, 5, 4, 6);
        double[][][] inputs = new double[5][][];
        Arrays.setAll(inputs, t -> draw.matrix(3, 4));
        for (int t = 0; t < 5; t += 2) {
            Arrays.fill(inputs[t], lastOnly ? 2 : 0, 3, new double[4]);
        }
        Case c = new Case(manager, draw, n, inputs, Parameters.draw(draw, 4, 6));
        checkLogits(c);
        checkState(c);
    }

    /** More time steps than a byte counts, with or without a sign. */
    @Test
    void readsEveryOneOfManyTimeSteps(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Sizes(2, 307, 3, 4));
        double[][] expected = c.logits();
        double[][] weights = draw.matrix(expected.length, 3);
        NDArray weightArray = Draw.array(manager, weights);
        c.inputArray.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray logits = c.run().logits();
            Expect.array("logits of 307 time steps", logits).withAxes(AxisNames.LOGITS, new Shape(614, 3))
                    .isCloseTo(expected, ForwardSlips.ofFirstSteps(307, earlierSteps, expected, logits, steps -> Rnn.logits(
                            Arrays.stream(steps).mapToObj(t -> c.inputs[t]).toArray(double[][][]::new), c.state, c.p)));
            collector.backward(logits.mul(weightArray).sum());
        }
        ForwardSlips.checkAllWayBack(c.inputArray, Rnn.inputGradients(c.inputs, c.state, c.p, weights));
        Case next = new Case(manager, draw, c.n);
        Expect.array("logits of a second call with 307 time steps", next.run().logits()).withAxes(AxisNames.LOGITS)
                .isCloseTo(next.logits(), () -> KeptArguments.slips(c.arguments(), next.arguments(),
                        (inputs, h, p) -> Expect.flat(Rnn.logits(inputs, h, p))));
    }

    @Test
    @Order(5)
    void worksForLargeSums(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        Parameters p = Parameters.draw(draw, n.vocabSize(), n.numHiddens());
        Case c = new Case(manager, draw, n,
                Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize()),
                new Parameters(Matrix.far(p.wXh()), p.wHh(), p.bH(), p.wHq(), Matrix.far(p.bQ())));
        RnnOutput output = c.run();
        ForwardSlips.checkIsNumber("logits", output.logits());
        ForwardSlips.checkIsNotLimited("H", output.state().get(0), c.lastState(), "tanh goes from -1 to 1");
        ForwardSlips.checkIsNotLimited("logits", output.logits(), c.logits(), "a logit is a score of any size and sign");
        Expect.only("the new state for large sums", output.state()).withAxes(AxisNames.STATE).isCloseTo(c.lastState());
        Expect.array("logits for large sums", output.logits()).withAxes(AxisNames.LOGITS).isCloseTo(c.logits());
    }

    /** The arguments have the same sizes, so what the first call has kept in a field shows. */
    @Test
    void usesNothingOfAnEarlierCall(NDManager manager, Draw draw) {
        Case first = new Case(manager, draw, draw.sizes());
        Case second = new Case(manager, draw, first.n);
        RnnOutput before = first.run();
        NDArray state = before.state().get(0);
        RnnOutput output = second.run();
        Expect.array("logits of a second call", output.logits()).withAxes(AxisNames.LOGITS).isCloseTo(second.logits(),
                KeptArguments.slips(first.arguments(), second.arguments(),
                        (inputs, h, p) -> Expect.flat(Rnn.logits(inputs, h, p))));
        Expect.only("the new state of a second call", output.state()).withAxes(AxisNames.STATE)
                .isCloseTo(second.lastState(), KeptArguments.slips(first.arguments(), second.arguments(),
                        (inputs, h, p) -> Expect.flat(Case.lastState(inputs, h, p))));
        Expect.that(before.state().size() == 1 && before.state().get(0) == state && !state.isReleased(), "a second call "
                + "changes the state that the first one returned: its list is kept in a static field. Return a new list in "
                + "every call");
        boolean right = isClose(second.run(), second);
        Case updated = new Case(manager, draw, first.n, second.inputs, Parameters.draw(draw, first.n.vocabSize(),
                first.n.numHiddens()));
        for (int i = 0; i < 5; i++) { // as an update does, in place
            NDArray values = second.parameterList.get(i).stopGradient();
            values.subi(values.duplicate()).addi(updated.parameterList.get(i).stopGradient());
        }
        RnnOutput after = RnnForward.forward(second.inputArray, updated.stateList, second.parameterList);
        Expect.that(!right || isClose(after, updated), "a call with the same arrays of parameters, but other values in them, "
                + "as after an update, computes with the old values: what is made from the parameters is kept in a static "
                + "field. Compute it in every call");
    }

    private static boolean isClose(RnnOutput output, Case expected) {
        return Expect.isClose(Expect.values(output.logits()), Expect.flat(expected.logits()), Expect.TOLERANCE);
    }

    /** The first call fails after it has read some time steps, because W_hq has a row too many. */
    @Test
    void usesNothingOfACallThatFailed(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDList wrong = new NDList(c.parameterList);
        wrong.set(3, manager.ones(new Shape(c.n.numHiddens() + 1, c.n.vocabSize())));
        boolean right;
        try {
            RnnForward.forward(c.inputArray, c.stateList, wrong);
            right = true; // a call that does not fail is found elsewhere
        } catch (NotImplementedYet stub) {
            throw stub;
        } catch (RuntimeException failed) {
            right = isRightAfterFailure(c);
        }
        Expect.consequence(right, () -> "after a call that failed, because W_hq had a wrong shape, a right call gives a wrong "
                + "result: a static field still has what the failed call put there. Keep everything in local variables");
    }

    private static boolean isRightAfterFailure(Case c) {
        try {
            return isClose(c.run(), c);
        } catch (RuntimeException failed) {
            return false;
        }
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
        NDManager ofState = manager.newSubManager(); // in training, the inputs have another manager than the state
        NDManager ofParameters = manager.newSubManager();
        givenState.attach(ofState);
        c.parameterList.attach(ofParameters);
        c.run();
        Expect.that(c.stateList.size() == 1 && c.stateList.get(0) == givenState,
                "the list of the state given was changed: put the new state into a new list");
        Expect.that(!givenState.isReleased() && !c.inputArray.isReleased(),
                "forward closed an array that it was given");
        Expect.array("the state given", givenState).isUnchanged(Expect.flat(c.state), "forward");
        Expect.array("the inputs given", c.inputArray).isUnchanged(Expect.flat(Expect.rows(c.inputs)), "forward");
        Expect.that(c.parameterList.size() == 5, "the list of parameters was changed");
        for (int i = 0; i < 5; i++) {
            Expect.array(NAMES.get(i), c.parameterList.get(i)).isUnchanged(c.p.flat().get(i), "forward");
            Expect.that(c.parameterList.get(i).hasGradient(), "forward takes the gradient of " + NAMES.get(i) + " away");
        }
        Expect.that(!givenState.hasGradient() && !c.inputArray.hasGradient(), "forward attaches a gradient to the inputs or to "
                + "the state given: only parameters are learned");
        Expect.ownership(givenState.getManager() == ofState, () -> "forward takes the state given away from its manager, which "
                + "must close it: leave out attach(...) and detach()");
        Expect.ownership(c.inputArray.getManager() == manager
                && c.parameterList.stream().allMatch(parameter -> parameter.getManager() == ofParameters), () -> "forward "
                + "takes the inputs or a parameter away from their manager, which must close them: leave out attach(...) and "
                + "detach()");
    }

    /** A parameter may be the first operand: the scope of step 8 closes such results, too. */
    @Test
    void givesResultsToTheManagerOfAnOperand(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        ForwardSlips.checkOwner(c.parameterList, manager.newSubManager(), c::run);
    }

    @Test
    @Order(6)
    void usesNoJavaNumberInTheFormula(NDManager manager, Draw draw) {
        RnnSlips.checkUsesNoJavaNumber("forward", new Case(manager, draw, draw.sizes())::run);
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
        for (int i : List.of(3, 4, 1, 0, 2)) { // the output layer first
            String name = NAMES.get(i);
            double[] gradient = expected.flat().get(i);
            Expect.array("the gradient of " + name, c.parameterList.get(i).getGradient())
                    .withAxes(AxisNames.ofParameter(name)).isCloseTo(gradient,
                    new Slip("the hidden state is cut from the graph at every step (stopGradient, duplicate or a copy "
                            + "through Java): nothing flows back through time", cut.flat().get(i)),
                    new Slip("nothing that the logits are computed from leads back to " + name,
                            new double[gradient.length]));
        }
    }

    /** 37, the last index, is prime, so that a state cut at every tenth time step or so is not cut at the last one. */
    @Test
    void gradientsFlowBackToTheInputsThroughManyTimeSteps(NDManager manager, Draw draw) {
        Sizes n = new Sizes(2, 38, 3, 4);
        Case c = new Case(manager, draw, n, Matrix.oneHot(draw.tokens(2, 38, 3), 3), Parameters.drawLasting(draw, 3, 4));
        double[][] weights = new double[n.numSteps() * n.batchSize()][n.vocabSize()];
        for (int row = weights.length - n.batchSize(); row < weights.length; row++) { // of the last time step
            weights[row] = draw.vector(n.vocabSize());
        }
        NDArray weightArray = Draw.array(manager, weights);
        c.inputArray.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray logits = c.run().logits();
            Expect.array("logits of 38 time steps", logits).withAxes(AxisNames.LOGITS).isCloseTo(c.logits());
            collector.backward(logits.mul(weightArray).sum());
        }
        ForwardSlips.checkWayBack(c.inputArray, c.parameterList.get(0), Rnn.inputGradients(c.inputs, c.state, c.p, weights));
    }

    /** Values come first: wrong numbers of rows have different causes, and the values tell them apart. */
    private static void checkLogits(Case c) {
        Sizes n = c.n;
        Shape shape = new Shape(n.numSteps() * n.batchSize(), n.vocabSize());
        Expect.array("logits", c.run().logits()).withAxes(AxisNames.LOGITS, shape)
                .isCloseTo(c.logits(), () -> RnnSlips.ofLogits(c.inputs, c.state, c.p))
                .hasShape(shape, ForwardSlips.shapesOfLogits(n));
    }

    private static void checkState(Case c) {
        Sizes n = c.n;
        RnnOutput output = c.run();
        String which = n.numSteps() == 1 ? " of a single time step" : "";
        Expect.ownership(!c.inputArray.isReleased(), () -> "forward closed the inputs" + which + ", which belong to the caller"
                + ", who needs them for the backward pass: don't close them");
        Expect.only("the new state", output.state()).withAxes(AxisNames.STATE)
                .hasShape(new Shape(n.batchSize(), n.numHiddens()), ForwardSlips.shapesOfState(n))
                .isFloat32()
                .isCloseTo(c.lastState(), () -> RnnSlips.ofState(c.inputs, c.state, c.p));
    }
}
