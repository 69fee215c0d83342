package org.rnnkit.step13gru;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.oracle.Gru;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.NormalWeights;
import org.rnnkit.testkit.slips.ForwardSlips;
import org.rnnkit.testkit.slips.GruSlips;
import org.rnnkit.testkit.slips.RnnSlips;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 13: a network with an update gate and a reset gate. */
@Tag("step13")
class GruForwardTest {

    private static final List<String> NAMES = AxisNames.GATED_PARAMETERS;

    /** One case: sizes, inputs, state and parameters, in doubles and as arrays. */
    private static final class Case {
        final Sizes n;
        final double[][][] inputs;
        final double[][] state;
        final List<double[][]> p;
        final NDArray inputArray;
        final NDList stateList;
        final NDList parameterList;

        Case(NDManager manager, Draw draw, Sizes n) {
            this(manager, draw, n, Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize()),
                    Gru.draw(draw, n.vocabSize(), n.numHiddens()));
        }

        Case(NDManager manager, Draw draw, Sizes n, double[][][] inputs, List<double[][]> p) {
            this.n = n;
            this.inputs = inputs;
            this.p = p;
            state = draw.matrix(n.batchSize(), n.numHiddens());
            inputArray = Draw.array(manager, inputs);
            stateList = new NDList(Draw.array(manager, state));
            parameterList = arrays(manager, p);
        }

        RnnOutput run() {
            RnnOutput output = GruForward.forward(inputArray, stateList, parameterList);
            Expect.that(output != null, "forward returned null");
            return output;
        }

        /** Values come first: wrong numbers of rows have different causes, and the values tell them apart. */
        void checkLogits(NDArray logits) {
            Expect.array("logits", logits).withAxes(AxisNames.LOGITS, logitsShape())
                    .isCloseTo(Gru.logits(Gru.Slip.NONE, inputs, state, p), () -> GruSlips.ofLogits(inputs, state, p))
                    .hasShape(logitsShape(), ForwardSlips.shapesOfLogits(n));
        }

        void checkState(NDList newState) {
            Expect.only("the new state", newState).withAxes(AxisNames.STATE).hasShape(new Shape(n.batchSize(), n.numHiddens()),
                    ForwardSlips.shapesOfState(n)).isFloat32()
                    .isCloseTo(Gru.hiddens(Gru.Slip.NONE, inputs, state, p).get(inputs.length),
                            () -> GruSlips.ofState(inputs, state, p));
        }

        List<Object> arguments() {
            return Stream.concat(Stream.of(inputs, state), p.stream()).collect(Collectors.toList());
        }

        Shape logitsShape() {
            return new Shape(n.numSteps() * n.batchSize(), n.vocabSize());
        }
    }

    private static NDList arrays(NDManager manager, List<double[][]> p) {
        NDList arrays = new NDList();
        for (double[][] rows : p) {
            NDArray array = rows.length == 1 && NAMES.get(arrays.size()).startsWith("b")
                    ? Draw.array(manager, rows[0]) : Draw.array(manager, rows);
            array.setRequiresGradient(true);
            arrays.add(array);
        }
        return arrays;
    }

    private static Shape shape(String name, int vocabSize, int numHiddens) {
        if (name.startsWith("b")) {
            return new Shape(name.equals("b_q") ? vocabSize : numHiddens);
        }
        return new Shape(name.startsWith("W_x") ? vocabSize : numHiddens, name.equals("W_hq") ? vocabSize : numHiddens);
    }

    @Test
    @Order(1)
    void initializesElevenParametersInOrder(NDManager manager) {
        NDList parameters = GruForward.initialize(manager, 4, 3);
        Expect.that(parameters != null, "initialize returned null");
        Expect.that(parameters.size() == NAMES.size(), "there must be eleven parameters, but there are " + parameters.size());
        for (int i = 0; i < NAMES.size(); i++) {
            Expect.array("parameter " + i + ", " + NAMES.get(i) + ",", parameters.get(i)).isOpen();
        }
        List<Shape> shapes = NAMES.stream().map(name -> shape(name, 4, 3)).toList();
        List<Shape> actual = Arrays.asList(parameters.getShapes());
        Expect.that(actual.equals(shapes) || !sorted(actual).equals(sorted(shapes)), () -> "the parameters stand in another "
                + "order: their shapes are " + actual + ",\nexpected " + shapes + " for " + String.join(", ", NAMES));
        for (int i = 0; i < NAMES.size(); i++) {
            Shape expected = shapes.get(i);
            Slip turned = expected.dimension() == 2
                    ? Slip.of("rows and columns are exchanged", new Shape(expected.get(1), expected.get(0)))
                    : Slip.of("a bias has two axes", new Shape(1, expected.get(0)));
            Expect.array("parameter " + i + ", " + NAMES.get(i) + ",", parameters.get(i))
                    .withAxes(AxisNames.ofParameter(NAMES.get(i))).hasShape(expected, turned)
                    .isFloat32().belongsTo(manager);
            Expect.that(parameters.get(i).hasGradient(), NAMES.get(i) + " has no gradient attached: without "
                    + "setRequiresGradient(true) training can't change it");
        }
    }

    private static List<String> sorted(List<Shape> shapes) {
        return shapes.stream().map(Shape::toString).sorted().toList();
    }

    @Test
    @Order(2)
    void initializesRandomWeightsAndZeroBiases(NDManager manager) {
        NDList parameters = GruForward.initialize(manager, 100, 200);
        for (int i = 0; i < NAMES.size(); i++) {
            double[] values = Expect.values(parameters.get(i));
            String name = NAMES.get(i);
            if (name.startsWith("b")) {
                Expect.that(Arrays.stream(values).allMatch(value -> value == 0), name + " must begin with zeros");
                continue;
            }
            NormalWeights.check(name, values, (int) parameters.get(i).size(1));
            for (int j = 0; j < i; j++) {
                Expect.that(parameters.get(i) != parameters.get(j)
                                && !Arrays.equals(values, Expect.values(parameters.get(j))),
                        NAMES.get(j) + " and " + name + " hold the same values: draw each on its own");
            }
        }
    }

    @ParameterizedTest(name = "vocabSize {0}, numHiddens {1}")
    @CsvSource({"1, 1", "5, 2", "3, 3", "2, 300"})
    void initializesEverySizeAndDrawsItAgain(int vocabSize, int numHiddens, NDManager manager) {
        NDList first = GruForward.initialize(manager, vocabSize, numHiddens);
        NDList second = GruForward.initialize(manager, vocabSize, numHiddens);
        List<double[]> before = Expect.values(first);
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            Expect.array(name, first.get(i)).withAxes(AxisNames.ofParameter(name)).hasShape(shape(name, vocabSize, numHiddens));
            Expect.that(second.get(i).hasGradient(), name + " of a second call has no gradient attached");
            Expect.that(name.startsWith("b") || !Arrays.equals(before.get(i), Expect.values(second.get(i))), "a second call "
                    + "gives the same " + name + " as the first: draw new weights each time, without a seed or a static field");
            try (NDArray values = first.get(i).stopGradient()) { // this handle has no graph, so it can be changed
                values.addi(1);
            }
            for (int j = i + 1; j < NAMES.size(); j++) {
                String other = NAMES.get(j);
                Expect.that(Arrays.equals(before.get(j), Expect.values(first.get(j))), name + " and " + other
                        + " are the same array, or share its memory, so a change of the one changes the other: make each "
                        + "parameter on its own");
            }
        }
        for (int i = 0; i < NAMES.size(); i++) {
            Expect.that(Arrays.stream(Expect.values(second.get(i))).allMatch(value -> Math.abs(value) < 0.5), NAMES.get(i)
                    + " of a second call shares its memory with one of the first call: make new parameters each time");
        }
    }

    @Test
    @Order(3)
    void returnsOneRowOfLogitsForEachTimeStepOfEachSequence(NDManager manager, Draw draw) {
        Sizes n = draw.sizesWithSteps(3); // so that a missing time step and the last one alone differ
        Case c = new Case(manager, draw, n);
        Expect.array("logits", c.run().logits()).withAxes(AxisNames.LOGITS)
                .hasShape(c.logitsShape(), ForwardSlips.shapesOfLogits(n)).isFloat32();
    }

    @Test
    @Order(4)
    void computesTheRightNewState(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        c.checkState(c.run().state());
    }

    @Test
    @Order(5)
    void computesTheRightLogits(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        c.checkLogits(c.run().logits());
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, numHiddens {3}")
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 16", "1, 1, 1, 1",
        "1, 3, 1, 2", "70, 2, 5, 3"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Sizes(batchSize, numSteps, vocabSize, numHiddens));
        c.checkLogits(c.run().logits());
    }

    /** Not in the test above, because wrong logits would hide the state. */
    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, numHiddens {3}")
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 16", "1, 1, 1, 1",
        "1, 3, 1, 2", "70, 2, 5, 3"})
    void returnsTheNewStateForEverySize(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager,
            Draw draw) {
        Case c = new Case(manager, draw, new Sizes(batchSize, numSteps, vocabSize, numHiddens));
        c.checkState(c.run().state());
    }

    @Test
    void worksForInputsThatAreNotOneHot(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        double[][][] inputs = new double[n.numSteps()][][];
        Arrays.setAll(inputs, t -> draw.matrix(n.batchSize(), n.vocabSize()));
        Case c = new Case(manager, draw, n, inputs, Gru.draw(draw, n.vocabSize(), n.numHiddens()));
        c.checkLogits(c.run().logits());
    }

    /** With these parameters, rounding errors do not grow from one time step to the next. */
    @Test
    void readsEveryOneOfManyTimeSteps(NDManager manager, Draw draw) {
        Sizes n = new Sizes(2, 307, 3, 4);
        Case c = new Case(manager, draw, n, Matrix.oneHot(draw.tokens(2, 307, 3), 3), Gru.drawLasting(draw, 3, 4));
        double[][] expected = Gru.logits(Gru.Slip.NONE, c.inputs, c.state, c.p);
        NDArray logits = c.run().logits();
        Expect.array("logits of 307 time steps", logits).withAxes(AxisNames.LOGITS, c.logitsShape())
                .isCloseTo(expected, ForwardSlips.ofFirstSteps(307, Set.of(), expected, logits, steps -> Gru.logits(
                        Gru.Slip.NONE, Arrays.stream(steps).mapToObj(t -> c.inputs[t]).toArray(double[][][]::new), c.state,
                        c.p)));
    }

    @Test
    void worksForLargeSums(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        List<double[][]> p = Gru.draw(draw, n.vocabSize(), n.numHiddens());
        List.of(0, 3, 6, 10).forEach(i -> p.set(i, Matrix.far(p.get(i))));
        Case c = new Case(manager, draw, n,
                Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize()), p);
        RnnOutput output = c.run();
        double[][] logits = Gru.logits(Gru.Slip.NONE, c.inputs, c.state, c.p);
        ForwardSlips.checkIsNumber("logits", output.logits());
        ForwardSlips.checkIsNotLimited("logits", output.logits(), logits, "a logit is a score of any size and sign");
        Expect.only("the new state for large sums", output.state()).withAxes(AxisNames.STATE)
                .isCloseTo(Gru.hiddens(Gru.Slip.NONE, c.inputs, c.state, c.p).get(c.inputs.length));
        Expect.array("logits for large sums", output.logits()).withAxes(AxisNames.LOGITS).isCloseTo(logits);
    }

    /** The arguments have the same sizes, so what the first call has kept in a field shows. */
    @Test
    void usesNothingOfAnEarlierCall(NDManager manager, Draw draw) {
        Case first = new Case(manager, draw, draw.sizes());
        Case second = new Case(manager, draw, first.n);
        first.run();
        RnnOutput output = second.run();
        Expect.array("logits of a second call", output.logits()).withAxes(AxisNames.LOGITS).isCloseTo(
                Gru.logits(Gru.Slip.NONE, second.inputs, second.state, second.p), GruSlips.ofSecondCall(first.arguments(),
                        second.arguments(), (inputs, state, p) -> Gru.logits(Gru.Slip.NONE, inputs, state, p)));
        Expect.only("the new state of a second call", output.state()).withAxes(AxisNames.STATE).isCloseTo(
                Gru.hiddens(Gru.Slip.NONE, second.inputs, second.state, second.p).get(second.inputs.length),
                GruSlips.ofSecondCall(first.arguments(), second.arguments(),
                        (inputs, state, p) -> Gru.hiddens(Gru.Slip.NONE, inputs, state, p).get(inputs.length)));
    }

    @Test
    @Order(6)
    void usesNoJavaNumberInTheFormula(NDManager manager, Draw draw) {
        RnnSlips.checkUsesNoJavaNumber("forward", new Case(manager, draw, draw.sizes())::run);
    }

    @Test
    void doesNotChangeInputsStateOrParameters(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDArray givenState = c.stateList.get(0);
        NDManager ofState = manager.newSubManager(); // in training, the inputs have another manager than the state
        givenState.attach(ofState);
        c.run();
        Expect.that(c.stateList.size() == 1 && c.stateList.get(0) == givenState,
                "the list of the state given was changed: put the new state into a new list");
        Expect.array("the state given", givenState).isUnchanged(Expect.flat(c.state), "forward");
        Expect.array("the inputs given", c.inputArray).isUnchanged(Expect.flat(Expect.rows(c.inputs)), "forward");
        Expect.that(c.parameterList.size() == NAMES.size(), "the list of parameters was changed");
        for (int i = 0; i < NAMES.size(); i++) {
            Expect.array(NAMES.get(i), c.parameterList.get(i)).isUnchanged(Expect.flat(c.p.get(i)), "forward");
            Expect.that(c.parameterList.get(i).hasGradient(), "forward takes the gradient of " + NAMES.get(i) + " away");
        }
        Expect.that(!givenState.hasGradient() && !c.inputArray.hasGradient(), "forward attaches a gradient to the inputs or to "
                + "the state given: only parameters are learned");
        Expect.ownership(givenState.getManager() == ofState && c.inputArray.getManager() == manager
                && c.parameterList.stream().allMatch(parameter -> parameter.getManager() == manager), () -> "forward takes the "
                + "state, the inputs or a parameter away from their manager, which must close them: leave out attach(...) and "
                + "detach()");
    }

    @Test
    void gradientsFlowThroughTimeToEveryParameter(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        double[][] weights = draw.matrix(c.n.numSteps() * c.n.batchSize(), c.n.vocabSize());
        NDArray weightArray = Draw.array(manager, weights);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(c.run().logits().mul(weightArray).sum());
        }
        List<double[][]> expected = Gru.gradients(c.inputs, c.state, c.p, weights);
        List<double[][]> cut = GruSlips.gradientsWithinOneStep(c.inputs, c.state, c.p, weights);
        for (int i = NAMES.size() - 1; i >= 0; i--) {
            Expect.array("the gradient of " + NAMES.get(i), c.parameterList.get(i).getGradient())
                    .withAxes(AxisNames.ofParameter(NAMES.get(i))).isCloseTo(expected.get(i),
                    Slip.of("the hidden state is cut from the graph at every step (stopGradient, duplicate or a copy "
                            + "through Java): nothing flows back through time", cut.get(i)),
                    Slip.of("nothing that the logits are computed from leads back to " + NAMES.get(i),
                            new double[expected.get(i).length][expected.get(i)[0].length]));
        }
    }

    @Test
    void gradientsFlowBackToTheInputsThroughManyTimeSteps(NDManager manager, Draw draw) {
        Sizes n = new Sizes(1, 38, 3, 2);
        Case c = new Case(manager, draw, n, Matrix.oneHot(draw.tokens(1, 38, 3), 3), Gru.drawLasting(draw, 3, 2));
        double[][] weights = new double[n.numSteps()][n.vocabSize()];
        weights[n.numSteps() - 1] = draw.vector(n.vocabSize());
        NDArray weightArray = Draw.array(manager, weights);
        c.inputArray.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray logits = c.run().logits();
            Expect.array("logits of 38 time steps", logits).withAxes(AxisNames.LOGITS)
                    .isCloseTo(Gru.logits(Gru.Slip.NONE, c.inputs, c.state, c.p));
            collector.backward(logits.mul(weightArray).sum());
        }
        ForwardSlips.checkWayBack(c.inputArray, c.parameterList.get(0), Gru.inputGradients(c.inputs, c.state, c.p, weights));
    }

    /**
     * The text is "abac" repeated: without memory, no network gets below half the loss of single letters. The parameters are
     * always the same, because it is not known how far others get in 40 updates.
     */
    @Test
    @Tag("same-with-every-seed")
    @Order(Integer.MAX_VALUE)
    void learns(NDManager manager) {
        NDList parameters = arrays(manager, Gru.draw(new Draw(1, "learns"), 4, 16));
        int[] text = new int[17];
        Arrays.setAll(text, i -> new int[] {1, 2, 1, 3}[i % 4]);
        Loss loss = Loss.softmaxCrossEntropyLoss();
        Updater updater = Updaters.sgd(2);
        float last = 0;
        for (int step = 0; step < 40; step++) {
            try (NDManager batch = manager.newSubManager()) {
                batch.tempAttachAll(parameters);
                NDArray inputs = batch.create(Arrays.copyOf(text, 16)).oneHot(4).expandDims(1);
                NDList state = new NDList(batch.create(new float[1][16]));
                NDList labels = new NDList(batch.create(Arrays.copyOfRange(text, 1, 17)));
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    NDArray logits = GruForward.forward(inputs, state, parameters).logits();
                    NDArray mean = loss.evaluate(labels, new NDList(logits));
                    collector.backward(mean);
                    last = mean.getFloat();
                }
                updater.update(parameters);
            }
        }
        double lastLoss = last;
        Expect.consequence(last < 0.3, () -> "after 40 updates on \"abac\" over and over the loss is still "
                + ShortNumber.of(lastLoss) + ", expected below 0.3; log 4 = 1.39 is that of a guess");
    }
}
