package org.rnnkit.step13gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.NormalWeights;

/** What is asked of new parameters: order, shapes, types, owner, gradients, numbers, and that they share nothing. */
final class NewParameters {

    private static final List<String> NAMES = AxisNames.GATED_PARAMETERS;

    private NewParameters() {}

    /** Makes parameters twice, and checks everything. */
    static void check(int vocabSize, int numHiddens, NDManager manager) {
        NDList first = GruForward.initialize(manager, vocabSize, numHiddens);
        checkForm(first, vocabSize, numHiddens, manager);
        checkNumbers(first);
        NDList second = GruForward.initialize(manager, vocabSize, numHiddens);
        checkForm(second, vocabSize, numHiddens, manager);
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            Expect.that(isBias(name) || !NormalWeights.areSame(Expect.values(first.get(i)), Expect.values(second.get(i))),
                    "a second call gives the same " + name + " as the first: draw new weights each time, without a seed or a "
                    + "static field");
        }
        checkShareNothing(first, second);
    }

    static boolean isBias(String name) {
        return name.startsWith("b");
    }

    private static Shape shape(String name, int vocabSize, int numHiddens) {
        if (isBias(name)) {
            return new Shape(name.equals("b_q") ? vocabSize : numHiddens);
        }
        return new Shape(name.startsWith("W_x") ? vocabSize : numHiddens, name.equals("W_hq") ? vocabSize : numHiddens);
    }

    /** Checks what each of the eleven parameters is, but not its numbers. */
    static void checkForm(NDList parameters, int vocabSize, int numHiddens, NDManager manager) {
        Expect.list("the list of parameters", parameters);
        Expect.that(parameters.size() == NAMES.size(), "there must be eleven parameters, but there are " + parameters.size());
        for (int i = 0; i < NAMES.size(); i++) {
            Expect.array("parameter " + i + ", " + NAMES.get(i) + ",", parameters.get(i)).isOpen();
        }
        List<Shape> shapes = NAMES.stream().map(name -> shape(name, vocabSize, numHiddens)).toList();
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
                    .isFloat32().isOn(manager.getDevice()).belongsTo(manager);
            Expect.that(parameters.get(i).hasGradient(), NAMES.get(i) + " has no gradient attached: without "
                    + "setRequiresGradient(true) training can't change it");
        }
    }

    private static List<String> sorted(List<Shape> shapes) {
        return shapes.stream().map(Shape::toString).sorted().toList();
    }

    /** Checks that weights are drawn, each on its own, and biases are zero. */
    static void checkNumbers(NDList parameters) {
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            double[] values = Expect.values(parameters.get(i));
            if (isBias(name)) {
                Expect.that(Arrays.stream(values).allMatch(value -> value == 0), name + " must begin with zeros");
                continue;
            }
            NormalWeights.check(name, values, (int) parameters.get(i).getShape().get(1));
            for (int j = 0; j < i; j++) {
                Expect.that(!NormalWeights.areSame(values, Expect.values(parameters.get(j))), NAMES.get(j) + " and " + name
                        + " hold the same values: draw each on its own");
            }
        }
    }

    /** Adds another number to each parameter of the first list: it must change alone. */
    private static void checkShareNothing(NDList first, NDList second) {
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            int added = (int) Math.rint(Expect.values(first.get(i))[0]);
            Expect.that(added == 0, () -> NAMES.get(added - 1) + " and " + name + " are the same array, or share its memory, "
                    + "so a change of the one changes the other: make each parameter on its own");
            try (NDArray values = first.get(i).stopGradient()) { // this handle has no graph, so it can be changed
                values.addi(i + 1);
            }
            Expect.that(Math.rint(Expect.values(second.get(i))[0]) == 0, () -> name + " of a second call shares its memory "
                    + "with one of the first call: make new parameters each time");
        }
    }
}
