package org.rnnkit.testkit.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Rnn.Recurrence;

/** The wrong results of step 4's forward pass, one for each known slip. */
public final class RnnSlips {

    private record WrongRecurrence(String words, Recurrence recurrence) {}

    private static final String APART = "tanh is applied to the terms one by one; it must be applied to their sum";
    private static final String PARTS_AFTER = "tanh is taken of X W_xh + b_h alone, and H W_hh added after it";

    private static final List<WrongRecurrence> RECURRENCES = List.of(
            new WrongRecurrence("tanh is missing", Rnn::sum),
            new WrongRecurrence("sigmoid stands where tanh should", (x, h, p) ->
                    Matrix.map(Rnn.sum(x, h, p), a -> 1 / (1 + Math.exp(-a)))),
            new WrongRecurrence("relu stands where tanh should", (x, h, p) ->
                    Matrix.map(Rnn.sum(x, h, p), a -> Math.max(a, 0))),
            new WrongRecurrence("softmax stands where tanh should", (x, h, p) ->
                    Arrays.stream(Rnn.sum(x, h, p)).map(CrossEntropy::softmax).toArray(double[][]::new)),
            new WrongRecurrence("tanh is applied twice", (x, h, p) -> tanh(tanh(Rnn.sum(x, h, p)))),
            new WrongRecurrence("the bias b_h is forgotten", (x, h, p) -> tanh(Matrix.plus(fromX(x, p), fromH(h, p)))),
            new WrongRecurrence("the bias b_h is added twice", (x, h, p) -> tanh(Matrix.plus(Rnn.sum(x, h, p), p.bH()))),
            new WrongRecurrence("the hidden state is left out: X W_xh + b_h alone, without H W_hh", (x, h, p) ->
                    tanh(Matrix.plus(fromX(x, p), p.bH()))),
            new WrongRecurrence("the inputs are left out: H W_hh + b_h alone, without X W_xh", (x, h, p) ->
                    tanh(Matrix.plus(fromH(h, p), p.bH()))),
            new WrongRecurrence("W_hh is transposed", (x, h, p) -> tanh(Matrix.plus(Matrix.plus(
                    fromX(x, p), Matrix.times(h, Matrix.transpose(p.wHh()))), p.bH()))),
            new WrongRecurrence("the terms are multiplied: X W_xh and H W_hh must be added", (x, h, p) ->
                    tanh(Matrix.plus(Matrix.timesEach(fromX(x, p), fromH(h, p)), p.bH()))),
            new WrongRecurrence("H W_hh is subtracted; it must be added", (x, h, p) ->
                    tanh(Matrix.plus(Matrix.plus(fromX(x, p), Matrix.map(fromH(h, p), a -> -a)), p.bH()))),
            new WrongRecurrence("the bias is added after tanh", (x, h, p) ->
                    Matrix.plus(tanh(Matrix.plus(fromX(x, p), fromH(h, p))), p.bH())),
            new WrongRecurrence(PARTS_AFTER, (x, h, p) ->
                    Matrix.plus(tanh(Matrix.plus(fromX(x, p), p.bH())), fromH(h, p))),
            new WrongRecurrence("tanh is taken of X W_xh alone, and H W_hh and b_h added after it", (x, h, p) ->
                    Matrix.plus(Matrix.plus(tanh(fromX(x, p)), fromH(h, p)), p.bH())),
            new WrongRecurrence("tanh is taken of H W_hh + b_h alone, and X W_xh added after it", (x, h, p) ->
                    Matrix.plus(tanh(Matrix.plus(fromH(h, p), p.bH())), fromX(x, p))),
            new WrongRecurrence("tanh is taken of H W_hh alone, and X W_xh and b_h added after it", (x, h, p) ->
                    Matrix.plus(Matrix.plus(tanh(fromH(h, p)), fromX(x, p)), p.bH())),
            new WrongRecurrence(APART, (x, h, p) ->
                    Matrix.plus(tanh(Matrix.plus(fromX(x, p), p.bH())), tanh(fromH(h, p)))),
            new WrongRecurrence(APART, (x, h, p) ->
                    Matrix.plus(tanh(fromX(x, p)), tanh(Matrix.plus(fromH(h, p), p.bH())))),
            new WrongRecurrence(APART, (x, h, p) ->
                    Matrix.plus(Matrix.plus(tanh(fromX(x, p)), tanh(fromH(h, p))), p.bH())),
            new WrongRecurrence("tanh is taken of the old state before W_hh, instead of the sum", (x, h, p) ->
                    Rnn.sum(x, tanh(h), p)),
            new WrongRecurrence("the state before is added to tanh instead of going through W_hh", (x, h, p) ->
                    Matrix.plus(tanh(Matrix.plus(fromX(x, p), p.bH())), h)),
            new WrongRecurrence("the state before is added as it is; it must be multiplied by W_hh", (x, h, p) ->
                    tanh(Matrix.plus(Matrix.plus(fromX(x, p), h), p.bH()))),
            new WrongRecurrence("the state before is added to X W_xh, and W_hh multiplies their sum: calls in a chain go from "
                    + "left to right, so compute X W_xh and H W_hh first, then add them", (x, h, p) ->
                    tanh(Matrix.plus(Matrix.times(Matrix.plus(fromX(x, p), h), p.wHh()), p.bH()))),
            new WrongRecurrence("the old state is added to the new one after tanh: H becomes tanh(...) alone", (x, h, p) ->
                    Matrix.plus(tanh(Rnn.sum(x, h, p)), h)));

    /** The network of step 4 with fixed parameters. */
    private record Network(Recurrence recurrence, Parameters p) implements ForwardSlips.Network {

        @Override
        public List<double[][]> hiddens(double[][][] inputs, double[][] state) {
            return Rnn.hiddens(recurrence, inputs, state, p);
        }

        @Override
        public double[][] logits(List<double[][]> states) {
            return Rnn.logits(states, p);
        }
    }

    private RnnSlips() {}

    private static double[][] fromX(double[][] x, Parameters p) {
        return Matrix.times(x, p.wXh());
    }

    private static double[][] fromH(double[][] h, Parameters p) {
        return Matrix.times(h, p.wHh());
    }

    private static double[][] tanh(double[][] a) {
        return Matrix.map(a, Math::tanh);
    }

    /** Returns the wrong logits of every known slip. */
    public static Slip[] ofLogits(double[][][] inputs, double[][] state, Parameters p) {
        List<Slip> slips = ForwardSlips.ofLogits(new Network(Rnn.TANH, p), inputs, state, p.bQ());
        slips.add(Slip.of("the output is computed from the sum before tanh; it must be computed from the new H",
                Rnn.logits(sums(inputs, state, p), p)));
        for (WrongRecurrence known : RECURRENCES) {
            List<double[][]> wrong = Rnn.hiddens(known.recurrence(), inputs, state, p);
            slips.add(Slip.of(known.words(), Rnn.logits(ForwardSlips.withoutFirst(wrong), p)));
        }
        return slips.toArray(Slip[]::new);
    }

    /** Returns the wrong new state of every known slip. */
    public static Slip[] ofState(double[][][] inputs, double[][] state, Parameters p) {
        List<Slip> slips = ForwardSlips.ofState(new Network(Rnn.TANH, p), inputs, state);
        slips.add(Slip.of("the sum before tanh is returned as the new state", ForwardSlips.last(sums(inputs, state, p))));
        for (WrongRecurrence known : RECURRENCES) {
            slips.add(Slip.of(known.words(), ForwardSlips.last(Rnn.hiddens(known.recurrence(), inputs, state, p))));
        }
        return slips.toArray(Slip[]::new);
    }

    /** Returns X W_xh + H W_hh + b_h of each time step of a right forward pass. */
    private static List<double[][]> sums(double[][][] inputs, double[][] state, Parameters p) {
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        List<double[][]> sums = new ArrayList<>();
        for (int t = 0; t < inputs.length; t++) {
            sums.add(Rnn.sum(inputs[t], hiddens.get(t), p));
        }
        return sums;
    }

    /** Returns the wrong gradients if none is passed back from a time step to the one before. */
    public static Parameters gradientsWithinOneStep(double[][][] inputs, double[][] state, Parameters p,
            double[][] logitsGradient) {
        return RnnBackwardSlips.of(inputs, state, p, logitsGradient).get(RnnBackwardSlips.Kind.WITHIN_ONE_STEP);
    }

    /**
     * The wrong results of a forward pass with a right formula: wrong inputs, a wrong beginning, wrong rows. A slip that is not
     * possible with some sizes, because the engine throws, is left out for these.
     */
    static final class ForwardSlips {

        private static final String LAST_LEFT_OUT = "the last time step is left out: t goes up to numSteps - 1";

        /** A recurrent network with fixed parameters. */
        interface Network {

            /** Returns the hidden states: the one given, then one after every time step. */
            List<double[][]> hiddens(double[][][] inputs, double[][] state);

            /** Returns the logits of all states, a block of rows for each. */
            double[][] logits(List<double[][]> states);
        }

        /** The hidden states of a wrong walk over the time steps, beginning with the state before the first. */
        private record Walk(String words, List<double[][]> hiddens) {}

        private ForwardSlips() {}

        /** Returns the wrong logits of every known slip. */
        static List<Slip> ofLogits(Network net, double[][][] inputs, double[][] state, double[] bQ) {
            List<double[][]> hiddens = net.hiddens(inputs, state);
            List<double[][]> after = withoutFirst(hiddens);
            double[][] right = net.logits(after);
            double[] minusBias = Arrays.stream(bQ).map(b -> -b).toArray();
            List<Slip> slips = new ArrayList<>(List.of(
                    Slip.of("the bias b_q is forgotten", Matrix.plus(right, minusBias)),
                    Slip.of("the old hidden state is used: the output is computed before H is updated",
                            net.logits(hiddens.subList(0, inputs.length))),
                    Slip.of("only the last time step's output is returned", net.logits(List.<double[][]>of(last(hiddens)))),
                    Slip.of("the outputs of all time steps are computed from the last state (after the loop, or because H is "
                            + "changed in place and the list holds the same array again and again)",
                            net.logits(Collections.nCopies(inputs.length, last(hiddens)))),
                    Slip.of("the rows are batch-major: all steps of the first sequence come first; time must come first",
                            batchMajor(right, state.length)),
                    Slip.of("the outputs of the time steps come out in reverse order", net.logits(reversed(after))),
                    Slip.of("softmax is applied: logits are the scores before it", map(right, CrossEntropy::softmax)),
                    Slip.of("the logarithm of softmax is taken: logits are the scores before it", map(right,
                            row -> Arrays.stream(CrossEntropy.softmax(row)).map(Math::log).toArray())),
                    Slip.of("tanh is applied to the outputs too", Matrix.map(right, Math::tanh)),
                    Slip.of("sigmoid is applied to the outputs: logits are scores of any size and sign",
                            Matrix.map(right, y -> 1 / (1 + Math.exp(-y)))),
                    Slip.of("relu is applied to the outputs: logits are scores of any size and sign",
                            Matrix.map(right, y -> Math.max(y, 0)))));
            for (Walk walk : walks(net, inputs, state)) {
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

        private static List<Walk> walks(Network net, double[][][] inputs, double[][] state) {
            int numSteps = inputs.length;
            int batchSize = state.length;
            double[][] firstForAll = new double[batchSize][];
            Arrays.fill(firstForAll, state[0]);
            List<double[][]> apart = new ArrayList<>(List.<double[][]>of(state));
            for (double[][] x : inputs) {
                apart.add(last(net.hiddens(new double[][][] {x}, state)));
            }
            List<Walk> walks = new ArrayList<>(List.of(
                    new Walk("the state given is not used: H begins with zeros",
                            net.hiddens(inputs, new double[batchSize][state[0].length])),
                    new Walk("every sequence begins with the first sequence's row of the state: state.get(0) is the whole "
                            + "state",
                            net.hiddens(inputs, firstForAll)),
                    new Walk("H is never updated: every time step sees the state given", apart),
                    new Walk("the time steps are walked from the last to the first",
                            net.hiddens(reversed(Arrays.asList(inputs)).toArray(double[][][]::new), state)),
                    new Walk("every time step reads the inputs of the first one", net.hiddens(same(inputs, 0), state)),
                    new Walk("every time step reads the inputs of the last one",
                            net.hiddens(same(inputs, numSteps - 1), state)),
                    new Walk("the first time step is left out: t begins with 0",
                            net.hiddens(Arrays.copyOfRange(inputs, 1, numSteps), state)),
                    new Walk(LAST_LEFT_OUT,
                            net.hiddens(Arrays.copyOf(inputs, numSteps - 1), state))));
            if (batchSize <= numSteps) {
                walks.add(new Walk("the loop runs batchSize times; time is axis 0, so it must run inputs.getShape().get(0) "
                        + "times",
                        net.hiddens(Arrays.copyOf(inputs, batchSize), state)));
            }
            if (batchSize == numSteps || batchSize == 1) { // a state of one row is added to every row
                double[][] rows = batchSize == 1 ? Collections.nCopies(numSteps, state[0]).toArray(double[][]::new) : state;
                walks.add(new Walk("the loop goes over the batch, axis 1, instead of time, axis 0",
                        net.hiddens(exchanged(inputs), rows)));
            }
            return walks;
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

        private static double[][] batchMajor(double[][] timeMajor, int batchSize) {
            int numSteps = timeMajor.length / batchSize;
            double[][] rows = new double[timeMajor.length][];
            Arrays.setAll(rows, i -> timeMajor[i % numSteps * batchSize + i / numSteps]);
            return rows;
        }

        private static double[][] map(double[][] rows, UnaryOperator<double[]> function) {
            return Arrays.stream(rows).map(function).toArray(double[][]::new);
        }
    }
}
