package org.rnnkit.testkit.cases;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.NormalWeights;
import org.rnnkit.toolkit.ParameterInitializer;

/** The new parameters of a network, of step 2 or 13, and everything that is asked of them. */
public final class NewParameters {

    /** A check of their number, order and shapes. */
    public interface ShapeCheck {

        /** Checks the shapes for these sizes. */
        void check(NDList parameters, int vocabSize, int numHiddens);
    }

    private final List<String> names;
    private final ParameterInitializer step;
    private final ShapeCheck shapes;

    /**
     * Makes what is asked of a step.
     *
     * @param names the name of each parameter, such as "W_xh" for a weight or "b_h" for a bias
     * @param step the call of the step
     * @param shapes the check of their shapes
     */
    public NewParameters(List<String> names, ParameterInitializer step, ShapeCheck shapes) {
        this.names = names;
        this.step = step;
        this.shapes = shapes;
    }

    /** Returns the indices of the weights. */
    public List<Integer> weights() {
        return indices(i -> !names.get(i).startsWith("b"));
    }

    private List<Integer> biases() {
        return indices(i -> names.get(i).startsWith("b"));
    }

    private List<Integer> indices(IntPredicate which) {
        return IntStream.range(0, names.size()).filter(which).boxed().toList();
    }

    /** Makes parameters, others, and some of other sizes on another manager, and asks everything that is asked of a call. */
    public void check(int vocabSize, int numHiddens, NDManager manager) {
        Zeros.spoilMemory(manager, new Shape(vocabSize));
        Zeros.spoilMemory(manager, new Shape(numHiddens));
        NDList first = make(vocabSize, numHiddens, manager);
        List<NDArray> made = List.copyOf(first);
        List<double[]> before = Expect.values(first);
        checkNumbers(first, before);
        NDList second = make(vocabSize, numHiddens, manager);
        for (int i = 0; i < names.size(); i++) {
            Expect.that(second.get(i) != made.get(i), "a second call returned the arrays of the first one again: they are "
                    + "kept in a field. Every model needs parameters of its own, so make new ones in each call");
        }
        Expect.that(first != second && first.equals(made), "a later call changes the list that an earlier one returned: the "
                + "list is kept in a field. Make a new list in each call");
        List<double[]> now = Expect.values(second);
        checkNewNumbers(before, now, manager);
        checkNumbers(second, now);
        checkApart(second, now);
        try (NDManager other = manager.newSubManager()) {
            NDList third = make(vocabSize % 7 + 1, numHiddens % 5 + 1, other);
            for (int i = 0; i < names.size(); i++) {
                Expect.array(names.get(i), made.get(i)).belongsTo(manager);
                Expect.array(names.get(i) + " of a later call, with another manager,", third.get(i)).belongsTo(other);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            Expect.that(!made.get(i).isReleased() && firstValue(made.get(i)) == (float) before.get(i)[0], "a later call closes "
                    + "or changes " + names.get(i) + " of an earlier one: every model keeps its own");
        }
    }

    /** Calls the step, and checks everything but the values. */
    public NDList make(int vocabSize, int numHiddens, NDManager manager) {
        NDList parameters = Expect.list("the list of parameters", draw(manager, vocabSize, numHiddens));
        Expect.that(manager.isOpen(), "initialize closed the manager given, which belongs to the caller");
        for (int i = 0; i < parameters.size(); i++) {
            Expect.array(i < names.size() ? names.get(i) : "array " + i + " of the list", parameters.get(i)).isOpen();
        }
        shapes.check(parameters, vocabSize, numHiddens);
        for (int i = 0; i < names.size(); i++) {
            int number = i;
            Expect.array(names.get(i), parameters.get(i)).isFloat32().isOn(manager.getDevice());
            Expect.that(parameters.get(i).hasGradient(), () -> names.get(number) + " has no gradient attached, so training "
                    + "can't change it.\n" + (isComputed(manager, number)
                    ? "setRequiresGradient(true) was called on another array, from which this one is computed. Call it on "
                    + "the finished array" : "Call setRequiresGradient(true) on the array that is returned; a copy is another "
                    + "array"));
        }
        return parameters;
    }

    /** Calls the step. In the words of the chapter, this line would give step 5 away: the handout has this class. */
    private NDList draw(NDManager manager, int... sizes) {
        return step.initialize(manager, sizes[0], sizes[1]);
    }

    /** Tells whether a parameter is computed from one with a gradient: that shows only while gradients are recorded. */
    private boolean isComputed(NDManager manager, int parameter) {
        GradientCollector collector = Engine.getInstance().newGradientCollector();
        try {
            collector.backward(step.initialize(manager, 4, 3).get(parameter).sum());
            return true;
        } catch (RuntimeException nothingToPassBackTo) {
            return false;
        } finally {
            collector.close();
        }
    }

    private void checkNumbers(NDList parameters, List<double[]> values) {
        checkBiases(parameters);
        weights().forEach(i -> NormalWeights.check(names.get(i), values.get(i), (int) parameters.get(i).size(1)));
    }

    /** Checks that biases are zero. */
    public void checkBiases(NDList parameters) {
        biases().forEach(i -> Zeros.check(names.get(i), parameters.get(i)));
    }

    /** Checks that biases are zero and weights are drawn from N(0, 0.01²). */
    public void checkNumbers(NDList parameters) {
        checkNumbers(parameters, Expect.values(parameters));
    }

    /** Checks that a second call has other numbers than the first one, and draws each weight on its own. */
    private void checkNewNumbers(List<double[]> before, List<double[]> now, NDManager manager) {
        for (int i : weights()) {
            String name = names.get(i);
            Expect.that(!NormalWeights.areSame(before.get(i), now.get(i)), () -> name + " has the same numbers after every "
                    + "call: " + (isSeeded(manager)
                    ? "the generator gets its seed inside initialize. Leave the seed to the program"
                    : "they are kept in a field, or drawn with the same seed in each call. Draw new ones in each call, and "
                    + "leave the seed to the program"));
            int last = now.get(i).length - 1;
            Expect.that(before.get(i)[last] != 0 || now.get(i)[last] != 0, name + (last == 0
                    ? " has a single weight, and it is always 0: draw it like all others, and subtract no mean from it"
                    : " has " + (last + 1) + " weights, and the last one is always 0: draw every weight. If you draw them in "
                    + "pairs, an odd number needs one more"));
            for (int j : weights()) {
                Expect.that(i >= j || !NormalWeights.areSame(now.get(i), now.get(j)), () -> name + " and " + names.get(j)
                        + " hold the same numbers: " + (isSeeded(manager)
                        ? "the generator gets its seed again before each draw" : "one is made from the other")
                        + ". Draw each weight on its own");
            }
        }
    }

    /** Tells whether each call begins with the same random numbers, of the engine or of a Random of its own. */
    private boolean isSeeded(NDManager manager) {
        double[] few = Expect.values(step.initialize(manager, 4, 3).get(0));
        double[] drawn = Expect.values(manager.randomNormal(new Shape(8)));
        step.initialize(manager, 4, 3);
        double[] drawnAgain = Expect.values(manager.randomNormal(new Shape(8)));
        double[] many = Expect.values(step.initialize(manager, 20, 15).get(0));
        return Arrays.equals(drawn, drawnAgain) || Arrays.equals(few, Arrays.copyOf(many, few.length));
    }

    /** Checks that each parameter has its own memory, by adding 1 to all of them. */
    private void checkApart(NDList parameters, List<double[]> before) {
        parameters.forEach(parameter -> parameter.stopGradient().addi(1));
        List<String> changedTwice = IntStream.range(0, names.size())
                .filter(i -> firstValue(parameters.get(i)) - before.get(i)[0] > 1.5).mapToObj(names::get).toList();
        Expect.that(changedTwice.isEmpty(), () -> "when " + changedTwice.get(0) + " changes, "
                + changedTwice.get(changedTwice.size() - 1) + " changes too: they share their values. Each parameter must be "
                + "an array of its own, also if vocabSize and numHiddens are equal");
    }

    private static float firstValue(NDArray parameter) {
        return parameter.flatten().getFloat(0);
    }
}
