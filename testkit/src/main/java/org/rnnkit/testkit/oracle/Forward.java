package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Deviation;
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

    /** A known slip around the formula of a time step. */
    public enum Wrong implements Deviation {
        NONE(""),
        ZERO_STATE("the state given is not used: H begins with zeros"),
        FIRST_ROW("every sequence begins with the first sequence's row of the state: state.get(0) is the whole state"),
        NEVER_UPDATED("H is never updated: every time step sees the state given"),
        BACKWARDS("the time steps are walked from the last to the first"),
        FIRST_INPUTS("every time step reads the inputs of the first one"),
        INDICES("the inputs are read as indices (argMax): they may be any numbers, and are multiplied by the weights"),
        FIRST_LEFT_OUT("the first time step is left out: t begins with 0"),
        LAST_LEFT_OUT("the last time step is left out: t goes up to numSteps - 1"),
        BATCH_SIZE_TIMES("the loop runs batchSize" + TIME),
        VOCAB_SIZE_TIMES("the loop runs vocabSize" + TIME),
        OVER_THE_BATCH("the loop goes over the batch, axis 1, instead of time, axis 0"),
        NO_BIAS("the bias b_q is forgotten"),
        BEFORE_THE_UPDATE("the old hidden state is used: the output is computed before H is updated"),
        LAST_OUTPUT("only the last time step's output is returned"),
        OF_THE_LAST_STATE("the outputs of all time steps are computed from the last state (after the loop, or because H is "
                + "changed in place and the list holds the same array again and again)"),
        BATCH_MAJOR("the rows are batch-major: all steps of the first sequence come first; time must come first"),
        SOFTMAX("softmax is applied: logits are the scores before it"),
        LOG_SOFTMAX("the logarithm of softmax is taken: logits are the scores before it"),
        TANH("tanh is applied to the outputs too"),
        STATE_GIVEN("the state given is returned instead of the new one"),
        STATE_BEFORE("the state before the last time step is returned instead of the one after it");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        /** Returns the hidden states: the one given, then one after every time step; none if the engine throws. */
        private List<double[][]> hiddens(Forward f) {
            double[][][] x = f.inputs;
            double[][] h = f.state;
            return switch (this) {
                case ZERO_STATE -> f.walk(x, Matrix.map(h, value -> 0));
                case FIRST_ROW -> f.walk(x, Matrix.mapRows(h, row -> h[0]));
                case NEVER_UPDATED -> f.walkApart();
                case BACKWARDS -> f.walk(reversed(x), h);
                case FIRST_INPUTS -> f.walk(same(x, x[0]), h);
                case INDICES -> f.walk(Arrays.stream(x).map(Forward::indices).toArray(double[][][]::new), h);
                case FIRST_LEFT_OUT -> f.walk(Arrays.copyOfRange(x, 1, x.length), h);
                case LAST_LEFT_OUT -> f.walk(Arrays.copyOf(x, x.length - 1), h);
                case BATCH_SIZE_TIMES -> f.walkFirst(h.length);
                case VOCAB_SIZE_TIMES -> f.walkFirst(x[0][0].length);
                case OVER_THE_BATCH -> f.walkOverTheBatch();
                default -> f.walk(x, h);
            };
        }

        /** Returns the logits of the hidden states. */
        private double[][] logits(Network net, List<double[][]> hiddens) {
            List<double[][]> after = hiddens.subList(Math.min(1, hiddens.size()), hiddens.size());
            double[][] y = rows(net, after);
            return switch (this) {
                case NO_BIAS -> Matrix.plus(y, Matrix.map(net.parameters().get(net.parameters().size() - 1)[0], b -> -b));
                case BEFORE_THE_UPDATE -> rows(net, hiddens.subList(0, after.size()));
                case LAST_OUTPUT -> rows(net, after.subList(after.size() - 1, after.size()));
                case OF_THE_LAST_STATE -> rows(net, Collections.nCopies(after.size(), after.get(after.size() - 1)));
                case BATCH_MAJOR -> batchMajor(y, hiddens.get(0).length);
                case SOFTMAX -> Matrix.mapRows(y, CrossEntropy::softmax);
                case LOG_SOFTMAX -> Matrix.map(Matrix.mapRows(y, CrossEntropy::softmax), Math::log);
                case TANH -> Matrix.map(y, Math::tanh);
                default -> y;
            };
        }

        /** Returns the new state. */
        private double[][] newState(List<double[][]> hiddens) {
            int last = hiddens.size() - 1;
            return last < 0 ? new double[0][] : hiddens.get(switch (this) {
                case STATE_GIVEN -> 0;
                case STATE_BEFORE -> Math.max(0, last - 1);
                default -> last;
            });
        }
    }

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
        return newState(Wrong.NONE);
    }

    /** Returns the logits of {@link #hiddens}, for those who have them already. */
    public double[][] logits(List<double[][]> hiddens) {
        return Wrong.NONE.logits(net, hiddens);
    }

    private double[][] logits(Wrong wrong) {
        return wrong.logits(net, wrong.hiddens(this));
    }

    private double[][] newState(Wrong wrong) {
        return wrong.newState(wrong.hiddens(this));
    }

    /** Returns the wrong logits of every known slip. */
    public Slip[] wrongLogits() {
        return slips(Forward::logits);
    }

    /** Returns the wrong new state of every known slip. */
    public Slip[] wrongStates() {
        return slips(Forward::newState);
    }

    private Slip[] slips(BiFunction<Forward, Wrong, double[][]> result) {
        return Stream.of(Slip.each(Wrong.class, wrong -> result.apply(this, wrong)),
                net.wrongFormulas(other -> result.apply(new Forward(other, inputs, state), Wrong.NONE)))
                .flatMap(Stream::of).toArray(Slip[]::new);
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
            Slip.of("outputs are concatenated along the vocabulary's axis instead of the first",
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
            Slip.of(Wrong.OVER_THE_BATCH.words, new Shape(n.numSteps(), n.numHiddens())),
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

    private static double[][] rows(Network net, List<double[][]> states) {
        return states.stream().map(net::logits).flatMap(Arrays::stream).toArray(double[][]::new);
    }

    /** Returns one-hot rows of the largest value of each row. */
    private static double[][] indices(double[][] x) {
        return Matrix.mapRows(x, row -> {
            double[] oneHot = new double[row.length];
            double most = Arrays.stream(row).max().orElseThrow();
            oneHot[IntStream.range(0, row.length).filter(i -> row[i] == most).findFirst().orElseThrow()] = 1;
            return oneHot;
        });
    }

    private static double[][][] same(double[][][] inputs, double[][] step) {
        return Collections.nCopies(inputs.length, step).toArray(double[][][]::new);
    }

    private static double[][][] reversed(double[][][] inputs) {
        return IntStream.range(0, inputs.length).mapToObj(t -> inputs[inputs.length - 1 - t]).toArray(double[][][]::new);
    }

    private static double[][] batchMajor(double[][] timeMajor, int batchSize) {
        int numSteps = timeMajor.length / batchSize;
        double[][] rows = new double[timeMajor.length][];
        Arrays.setAll(rows, i -> timeMajor[i % numSteps * batchSize + i / numSteps]);
        return rows;
    }
}
