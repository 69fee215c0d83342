package org.rnnkit.step12backward;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.testkit.slips.KeptArguments;
import org.rnnkit.testkit.slips.RnnBackwardSlips;

/** Tests of step 12: the five gradients, by hand. */
@Tag("step12")
class RnnBackwardTest {

    private static final List<String> NAMES = AxisNames.PARAMETERS;

    /** The order of the checks, simplest first: an error in the output layer affects all gradients below it. */
    private static final List<Integer> ORDER = List.of(4, 3, 1, 0, 2);

    /** One case: sizes, inputs, state, parameters and the logits' gradient, in doubles and as arrays. */
    private static final class Case {
        final Sizes n;
        final double[][][] inputs;
        final double[][] state;
        final Parameters p;
        final double[][] given;
        final NDArray inputArray;
        final NDList stateList;
        final NDList parameterList;
        final NDArray givenArray;

        Case(NDManager manager, Draw draw, Sizes n) {
            this(manager, draw, n, draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()),
                    Parameters.draw(draw, n.vocabSize(), n.numHiddens()),
                    draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize()));
        }

        Case(NDManager manager, Draw draw, Sizes n, int[][] tokens, Parameters p, double[][] given) {
            this.n = n;
            this.p = p;
            this.given = given;
            inputs = Matrix.oneHot(tokens, n.vocabSize());
            state = draw.matrix(n.batchSize(), n.numHiddens());
            inputArray = Draw.array(manager.newSubManager(), inputs);
            stateList = new NDList(Draw.array(manager.newSubManager(), state));
            parameterList = p.arrays(manager.newSubManager());
            givenArray = Draw.array(manager.newSubManager(), given);
        }

        NDList run() {
            NDList gradients = RnnBackward.gradients(inputArray, stateList, parameterList, givenArray);
            Expect.that(gradients != null, "gradients returned null");
            Expect.that(gradients.size() == NAMES.size(), "there must be five gradients, one for each parameter, but there "
                    + "are " + gradients.size());
            for (int i = 0; i < NAMES.size(); i++) {
                Expect.array("the gradient of " + NAMES.get(i), gradients.get(i)).isOpen();
            }
            return gradients;
        }

        void check(NDList gradients) {
            check(gradients, given);
        }

        /** Checks the gradients for another gradient of the logits than the one drawn. */
        void check(NDList gradients, double[][] logitsGradient) {
            Parameters expected = Rnn.gradients(inputs, state, p, logitsGradient);
            Map<String, Parameters> known = RnnBackwardSlips.of(inputs, state, p, logitsGradient);
            for (int i : ORDER) {
                Slip[] slips = known.entrySet().stream()
                        .map(slip -> new Slip(slip.getKey(), slip.getValue().flat().get(i))).toArray(Slip[]::new);
                Expect.array("the gradient of " + NAMES.get(i), gradients.get(i))
                        .withAxes(AxisNames.ofParameter(NAMES.get(i)))
                        .hasShape(parameterList.get(i).getShape(), knownShapes(i)).isFloat32()
                        .isCloseTo(expected.flat().get(i), slips);
            }
        }

        Slip[] knownShapes(int i) {
            Shape shape = parameterList.get(i).getShape();
            return shape.dimension() == 2
                    ? new Slip[] {
                        Slip.of("it is transposed, or the two factors are exchanged", new Shape(shape.get(1), shape.get(0)))}
                    : new Slip[] {
                        Slip.of("the sum over the rows keeps its axis", new Shape(1, shape.get(0))),
                        Slip.of("the sum goes over the columns; it must go over the rows",
                                new Shape(n.numSteps() * n.batchSize())),
                        Slip.of("the sum goes over the time steps, but not over the sequences",
                                new Shape(n.batchSize(), shape.get(0))),
                        Slip.of("the sum goes over the sequences, but not over the time steps",
                                new Shape(n.numSteps(), shape.get(0))),
                        Slip.of("the sum over the rows is missing", new Shape(n.numSteps() * n.batchSize(), shape.get(0)))};
        }
    }

    @Test
    @Order(1)
    void eachGradientHasTheShapeOfItsParameter(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDList gradients = c.run();
        List<Shape> expected = Arrays.asList(c.parameterList.getShapes());
        List<Shape> actual = Arrays.asList(gradients.getShapes());
        Expect.that(actual.equals(expected) || !sorted(actual).equals(sorted(expected)), () -> "the gradients stand in "
                + "another order: their shapes are " + actual + ",\nexpected " + expected + " for "
                + String.join(", ", NAMES));
        for (int i = 0; i < expected.size(); i++) {
            Expect.array("the gradient of " + NAMES.get(i), gradients.get(i)).withAxes(AxisNames.ofParameter(NAMES.get(i)))
                    .hasShape(expected.get(i), c.knownShapes(i));
        }
    }

    private static List<String> sorted(List<Shape> shapes) {
        return shapes.stream().map(Shape::toString).sorted().toList();
    }

    @Test
    @Order(2)
    void goesBackThroughOneTimeStep(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        Case c = new Case(manager, draw, new Sizes(n.batchSize(), 1, n.vocabSize(), n.numHiddens()));
        c.check(c.run());
    }

    @Test
    @Order(3)
    void computesTheRightGradients(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizesWithSteps(3)); // so that an error in going back two steps shows
        c.check(c.run());
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, numHiddens {3}")
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 4", "1, 1, 1, 1", "1, 3, 1, 2",
        "2, 60, 3, 4"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Sizes(batchSize, numSteps, vocabSize, numHiddens));
        c.check(c.run());
    }

    /** Each time step reads a token of its own, so W_xh's gradient has a row for each, and only the last guess counts. */
    @Test
    void goesBackThroughManyTimeSteps(NDManager manager, Draw draw) {
        int numSteps = 40;
        int[][] tokens = {IntStream.range(0, numSteps).toArray()};
        double[][] given = new double[numSteps][numSteps];
        given[numSteps - 1] = draw.vector(numSteps);
        Case c = new Case(manager, draw, new Sizes(1, numSteps, numSteps, 3), tokens,
                Parameters.drawLasting(draw, numSteps, 3), given);
        NDList gradients = c.run();
        double[] ofInputWeights = Expect.values(gradients.get(0));
        int reached = (int) Arrays.stream(ofInputWeights).takeWhile(value -> value == 0).count() / 3;
        Expect.that(reached == 0, () -> "from the logits of time step " + (numSteps - 1) + ", nothing goes back further than "
                + "to time step " + reached + ": each time step hands dA W_hh^T on to the one before it, down to the first");
        c.check(gradients);
    }

    @Test
    void findsNoSlopeWhereTanhIsSaturated(NDManager manager, Draw draw) {
        Sizes n = draw.sizesWithSteps(3);
        Parameters p = Parameters.draw(draw, n.vocabSize(), n.numHiddens());
        Arrays.fill(p.bH(), 60);
        Case c = new Case(manager, draw, n, draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), p,
                draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize()));
        NDList gradients = c.run();
        Expect.difference(Arrays.stream(Expect.values(gradients.get(2))).allMatch(value -> Math.abs(value) < 1e-6),
                () -> "where H is 1 or -1, the slope of tanh, 1 - H², is 0, so that nothing goes back. But the gradient of b_h "
                + "is not 0 then");
        c.check(gradients);
    }

    /** The arguments have the same sizes, so what the first call has kept in a field shows. */
    @Test
    void usesNothingOfAnEarlierCall(NDManager manager, Draw draw) {
        Case first = new Case(manager, draw, draw.sizes());
        Case second = new Case(manager, draw, first.n);
        NDList kept = first.run();
        NDList gradients = second.run();
        Parameters expected = Rnn.gradients(second.inputs, second.state, second.p, second.given);
        for (int i : ORDER) {
            Expect.array("the gradient of " + NAMES.get(i) + " in a second call", gradients.get(i))
                    .withAxes(AxisNames.ofParameter(NAMES.get(i))).isCloseTo(expected.flat().get(i),
                    KeptArguments.slips(KeptArguments.list(first.inputs, first.state, first.p),
                            KeptArguments.list(second.inputs, second.state, second.p), (inputs, state, p) ->
                                    Rnn.gradients(inputs, state, p, second.given).flat().get(i)));
        }
        first.check(kept); // the second call changes no result of the first one
    }

    /** The network is DJL's own, so that the student's step 4 does not matter. */
    @Test
    void agreesWithTheGradientCollector(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDList parameters = new NDList(c.parameterList.stream().map(NDArray::duplicate).toList());
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray hiddens = GivenRnn.hiddens(c.inputArray.transpose(1, 0, 2), c.stateList.get(0), parameters.get(0),
                    parameters.get(1), parameters.get(2)).transpose(1, 0, 2);
            NDArray logits = hiddens.reshape(-1, c.n.numHiddens()).matMul(parameters.get(3)).add(parameters.get(4));
            collector.backward(logits.mul(c.givenArray).sum());
        }
        NDList gradients = c.run();
        for (int i : ORDER) {
            String name = "the gradient of " + NAMES.get(i) + ", compared with the gradient collector's,";
            Expect.array(name, gradients.get(i)).withAxes(AxisNames.ofParameter(NAMES.get(i)))
                    .isCloseTo(Expect.values(parameters.get(i).getGradient()));
        }
    }

    @Test
    void worksForTheGradientOfARealLoss(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        int[] labels = draw.tokens(1, c.given.length, c.n.vocabSize())[0];
        double[][] gradient = CrossEntropy.gradient(Rnn.logits(c.inputs, c.state, c.p), labels);
        NDList gradients = RnnBackward.gradients(c.inputArray, c.stateList, c.parameterList,
                Draw.array(manager, gradient));
        c.check(gradients, gradient);
    }

    /** The collector is global: only one can be open at a time. */
    @Test
    @Order(3)
    void needsNoGradientCollector(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        boolean opened = false;
        GradientCollector collector = Engine.getInstance().newGradientCollector();
        try {
            c.run();
        } catch (IllegalStateException second) {
            opened = String.valueOf(second.getMessage()).contains("collecting");
            if (!opened) {
                throw second;
            }
        } finally {
            collector.close();
        }
        Expect.that(!opened, "gradients opens a gradient collector: this step is about doing without it");
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}")
    @CsvSource({"2, 4", "1, 1"})
    @Order(4)
    void leavesNoArraysButItsResult(int batchSize, int numSteps, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Sizes(batchSize, numSteps, 5, 3));
        NDList arguments = new NDList(c.inputArray, c.stateList.get(0), c.parameterList.get(0), c.givenArray);
        List<NDManager> owners = arguments.stream().map(NDArray::getManager).toList();
        List<String> names = List.of("inputs'", "state's", "parameters'", "logits' gradient's");
        List<Integer> before = owners.stream().map(owner -> owner.getManagedArrays().size()).toList();
        NDList gradients = c.run();
        Expect.ownership(owners.equals(arguments.stream().map(NDArray::getManager).toList()), () -> "gradients takes an "
                + "argument away from its manager, which must close it: attach only the result");
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            Expect.ownership(gradients.get(i).getManager() == owners.get(0), () -> "the gradient of " + name + " does not "
                    + "belong to the manager of the inputs: attach it to inputs.getManager()");
        }
        for (int i = 0; i < owners.size(); i++) {
            int left = owners.get(i).getManagedArrays().size() - before.get(i) - (i == 0 ? NAMES.size() : 0);
            Expect.nothingLeft("gradients", left, "the " + names.get(i) + " manager", ": an NDScope closes whatever is made "
                    + "on the way, whoever owns it");
        }
    }

    /** With one row, a sum over the rows has the same values as the row itself. */
    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, numHiddens {3}")
    @CsvSource({"2, 3, 4, 5", "1, 1, 4, 5", "1, 1, 1, 1"})
    void returnsArraysOfTheirOwn(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Sizes(batchSize, numSteps, vocabSize, numHiddens));
        NDList gradients = c.run();
        c.check(gradients);
        List<double[]> before = Expect.values(gradients);
        for (int i : ORDER) {
            gradients.get(i).addi(1);
            Expect.that(Arrays.equals(Expect.values(c.givenArray), Expect.flat(c.given)), "the gradient of " + NAMES.get(i)
                    + " shares its memory with the logits' gradient, so a change of the one changes the other: reshape, "
                    + "flatten and get are views. Return a new array, a sum or a duplicate");
            for (int j : ORDER) {
                double added = Expect.values(gradients.get(j))[0] - before.get(j)[0];
                Expect.that(i == j || ORDER.indexOf(j) < ORDER.indexOf(i) || Math.abs(added) < 0.5, () -> "the gradients of "
                        + NAMES.get(i) + " and " + NAMES.get(j) + " share their memory, so a change of the one changes the "
                        + "other: return five new arrays");
            }
        }
    }

    @Test
    void doesNotChangeItsArguments(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        c.run();
        Expect.array("the inputs", c.inputArray).isUnchanged(Expect.flat(Expect.rows(c.inputs)), "gradients");
        Expect.that(c.stateList.size() == 1, "the list of the state given was changed");
        Expect.array("the state given", c.stateList.get(0)).isUnchanged(Expect.flat(c.state), "gradients");
        Expect.array("the logits' gradient", c.givenArray).isUnchanged(Expect.flat(c.given), "gradients");
        Expect.that(c.parameterList.size() == NAMES.size(), "the list of parameters was changed");
        for (int i : ORDER) {
            Expect.array(NAMES.get(i), c.parameterList.get(i)).isUnchanged(c.p.flat().get(i), "gradients");
            Expect.that(!c.parameterList.get(i).hasGradient(), "gradients attached a gradient to " + NAMES.get(i));
        }
    }
}
