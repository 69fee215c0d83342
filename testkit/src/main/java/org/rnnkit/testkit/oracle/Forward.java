package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.Slip;

/**
 * The forward pass of steps 4 and 13 in doubles, right or with a known slip.
 *
 * @param net the network
 * @param inputs [numSteps][batchSize][vocabSize]
 * @param state the hidden state before the first time step, [batchSize][numHiddens]
 */
public record Forward(Network net, double[][][] inputs, double[][] state) {

    private static final String TIME = " times; time is axis 0, so it must run inputs.getShape().get(0) times";
    private static final String SQUEEZED = "squeeze() drops every axis of size 1, also that of a single sequence, token or "
            + "hidden unit: name the axis, as in squeeze(0), or take get(t)";
    private static final String ALL_STEPS = "the states of all time steps are returned; only the last one is the new state";
    private static final String LOGITS = "the logits are returned as the new state; the state is H";

    private static final String OVER_THE_BATCH = "the loop goes over the batch, axis 1, instead of time, axis 0";

    /** A slip around the formula of a time step: the logits and the new state that it gives. */
    private record Wrong(String words, Supplier<double[][]> logits, Supplier<double[][]> state) {}

    /** Returns the hidden states: the one given, then one after every time step. */
    public List<double[][]> hiddens() {
        return walk(inputs, state);
    }

    /** Returns the logits, time-major. */
    public double[][] logits() {
        return logits(hiddens());
    }

    /** Returns the state after the last time step. */
    public double[][] newState() {
        return last(hiddens());
    }

    /** Returns the logits of {@link #hiddens}, for those who have them already; none of no states. */
    public double[][] logits(List<double[][]> hiddens) {
        return rows(hiddens.subList(Math.min(1, hiddens.size()), hiddens.size()));
    }

    private double[][] rows(List<double[][]> states) {
        return states.stream().map(net::logits).flatMap(Arrays::stream).toArray(double[][]::new);
    }

    private static double[][] last(List<double[][]> hiddens) {
        return hiddens.isEmpty() ? new double[0][] : hiddens.get(hiddens.size() - 1);
    }

    /** Returns the wrong logits of every known slip. */
    public Slip[] wrongLogits() {
        return Stream.concat(slips().map(wrong -> new Slip(wrong.words, () -> Expect.flat(wrong.logits.get()))),
                Stream.of(net.wrongFormulas(other -> new Forward(other, inputs, state).logits()))).toArray(Slip[]::new);
    }

    /** Returns the wrong new state of every known slip. */
    public Slip[] wrongStates() {
        return Stream.concat(slips().map(wrong -> new Slip(wrong.words, () -> Expect.flat(wrong.state.get()))),
                Stream.of(net.wrongFormulas(other -> new Forward(other, inputs, state).newState()))).toArray(Slip[]::new);
    }

    private Stream<Wrong> slips() {
        double[][] given = inputs[0];
        int numSteps = inputs.length;
        List<double[][]> right = hiddens();
        return Stream.concat(forgottenBiases(), Stream.of(
                wrongWalk("the state given is not used: H begins with zeros", () -> walk(inputs, Matrix.map(state, v -> 0))),
                wrongWalk("H is never updated: every time step sees the state given", this::walkApart),
                wrongWalk("every time step reads the inputs of the first one",
                        () -> walk(Collections.nCopies(numSteps, given).toArray(double[][][]::new), state)),
                wrongWalk("the time steps are read from the last to the first",
                        () -> walk(IntStream.range(0, numSteps).mapToObj(t -> inputs[numSteps - 1 - t])
                                .toArray(double[][][]::new), state)),
                wrongWalk("the first time step is left out: t begins with 0",
                        () -> walk(Arrays.copyOfRange(inputs, 1, numSteps), state)),
                wrongWalk("the last time step is left out: t must go up to numSteps - 1", () -> walkFirst(numSteps - 1)),
                wrongWalk("the loop runs batchSize" + TIME, () -> walkFirst(state.length)),
                wrongWalk("the loop runs vocabSize" + TIME, () -> walkFirst(given[0].length)),
                wrongWalk(OVER_THE_BATCH, this::walkOverTheBatch),
                wrongLogits("the old hidden state is used: the output is computed before H is updated",
                        () -> rows(right.subList(0, numSteps))),
                wrongLogits("only the last time step's output is returned", () -> net.logits(last(right))),
                wrongLogits("the outputs of all time steps are computed from the last state (after the loop, or because H is "
                        + "changed in place and the list holds the same array again and again)",
                        () -> rows(Collections.nCopies(numSteps, last(right)))),
                wrongLogits("the rows are batch-major: all steps of the first sequence come first; time must come first",
                        () -> batchMajor(logits(right), state.length)),
                wrongLogits("the outputs of the time steps stand in reverse order, the last one first", () -> rows(
                        IntStream.range(0, numSteps).mapToObj(t -> right.get(numSteps - t)).toList())),
                wrongLogits("softmax is applied: logits are the scores before it",
                        () -> Matrix.mapRows(logits(right), CrossEntropy::softmax)),
                wrongLogits("the logarithm of softmax is taken: logits are the scores before it",
                        () -> Matrix.map(Matrix.mapRows(logits(right), CrossEntropy::softmax), Math::log)),
                wrongLogits("tanh is applied to the outputs too", () -> Matrix.map(logits(right), Math::tanh)),
                wrongState("the state given is returned instead of the new one", () -> state),
                wrongState("the state before the last time step is returned instead of the one after it",
                        () -> right.get(numSteps - 1))));
    }

    private Stream<Wrong> forgottenBiases() {
        return IntStream.range(0, net.names().size()).filter(i -> net.names().get(i).startsWith("b")).mapToObj(i -> {
            List<double[][]> parameters = new ArrayList<>(net.parameters());
            parameters.set(i, Matrix.map(parameters.get(i), value -> 0));
            Forward without = new Forward(net.with(parameters), inputs, state);
            return new Wrong("the bias " + net.names().get(i) + " is forgotten", without::logits, without::newState);
        });
    }

    /** Hidden states as {@link #hiddens}; none if the engine throws. */
    private Wrong wrongWalk(String words, Supplier<List<double[][]>> hiddens) {
        return new Wrong(words, () -> logits(hiddens.get()), () -> last(hiddens.get()));
    }

    private Wrong wrongLogits(String words, Supplier<double[][]> logits) {
        return new Wrong(words, logits, this::newState);
    }

    private Wrong wrongState(String words, Supplier<double[][]> newState) {
        return new Wrong(words, this::logits, newState);
    }

    /** Returns the gradients of parameters and inputs, given the gradient of the logits. */
    public NetworkGradients gradients(double[][] logitsGradient) {
        return net.gradients(inputs, state, logitsGradient);
    }

    /** Returns the gradients if none is passed back from a time step to the one before. */
    public NetworkGradients gradientsWithinOneStep(double[][] logitsGradient) {
        List<double[][]> hiddens = hiddens();
        int batchSize = state.length;
        return IntStream.range(0, inputs.length).mapToObj(t -> net.gradients(new double[][][] {inputs[t]}, hiddens.get(t),
                        Arrays.copyOfRange(logitsGradient, t * batchSize, (t + 1) * batchSize)))
                .reduce(NetworkGradients::then).orElseThrow();
    }

    /** Returns the wrong shapes of the logits. */
    public static Slip[] shapesOfLogits(Sizes n) {
        return new Slip[] {
            Slip.of("outputs are stacked, or each keeps an axis of size 1 (split, get(\"0:1\")): after stack join the first "
                    + "two axes with reshape; before concat take inputs.get(t)",
                    new Shape(n.numSteps(), n.batchSize(), n.vocabSize())),
            Slip.of("outputs are concatenated along the vocabulary's axis instead of the first, or reshaped like that",
                    new Shape(n.batchSize(), n.numSteps() * n.vocabSize())),
            Slip.of("hidden states are returned: the output layer is missing",
                    new Shape(n.numSteps() * n.batchSize(), n.numHiddens())),
            Slip.of(SQUEEZED, squeezed(n.numSteps() * n.batchSize(), n.vocabSize()))};
    }

    /** Returns the wrong shapes of the new state. */
    public static Slip[] shapesOfState(Sizes n) {
        return new Slip[] {
            Slip.of(ALL_STEPS, new Shape(n.numSteps() * n.batchSize(), n.numHiddens())),
            Slip.of(ALL_STEPS, new Shape(n.numSteps(), n.batchSize(), n.numHiddens())),
            Slip.of("the state keeps an axis of size 1 for the time step: take inputs.get(t)",
                    new Shape(1, n.batchSize(), n.numHiddens())),
            Slip.of(SQUEEZED, squeezed(n.batchSize(), n.numHiddens())),
            Slip.of(OVER_THE_BATCH, new Shape(n.numSteps(), n.numHiddens())),
            Slip.of(LOGITS, new Shape(n.batchSize(), n.vocabSize())),
            Slip.of(LOGITS, new Shape(n.numSteps() * n.batchSize(), n.vocabSize()))};
    }

    /** Returns a shape without the sizes that are 1. */
    private static Shape squeezed(long... sizes) {
        return new Shape(Arrays.stream(sizes).filter(size -> size != 1).toArray());
    }

    private List<double[][]> walk(double[][][] read, double[][] first) {
        List<double[][]> hiddens = new ArrayList<>(List.<double[][]>of(first));
        for (double[][] x : read) {
            hiddens.add(net.next(x, hiddens.get(hiddens.size() - 1)));
        }
        return hiddens;
    }

    private List<double[][]> walkApart() {
        return Stream.concat(Stream.<double[][]>of(state), Arrays.stream(inputs).map(x -> net.next(x, state))).toList();
    }

    /** Walks over the first time steps; the engine throws if there are fewer. */
    private List<double[][]> walkFirst(int steps) {
        return steps > inputs.length ? List.of() : walk(Arrays.copyOf(inputs, steps), state);
    }

    /** Takes the sequences for time steps. A state of one row is added to every row, another one must have as many. */
    private List<double[][]> walkOverTheBatch() {
        int numSteps = inputs.length;
        int batchSize = state.length;
        if (batchSize != numSteps && batchSize != 1 && numSteps != 1) {
            return List.of();
        }
        // An axis of size 1 is stretched to the size of the other array.
        double[][][] exchanged = new double[batchSize][Math.max(numSteps, batchSize)][];
        for (int b = 0; b < batchSize; b++) {
            int row = b;
            Arrays.setAll(exchanged[b], t -> inputs[Math.min(t, numSteps - 1)][row]);
        }
        return walk(exchanged, batchSize == 1 ? Collections.nCopies(numSteps, state[0]).toArray(double[][]::new) : state);
    }

    private static double[][] batchMajor(double[][] timeMajor, int batchSize) {
        int numSteps = timeMajor.length / batchSize;
        double[][] rows = new double[timeMajor.length][];
        Arrays.setAll(rows, i -> timeMajor[i % numSteps * batchSize + i / numSteps]);
        return rows;
    }
}
