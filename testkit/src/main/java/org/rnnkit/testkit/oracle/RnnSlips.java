package org.rnnkit.testkit.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Rnn.Recurrence;

/** The wrong results of a forward pass, one for each known slip. */
public final class RnnSlips {

    private record WrongRecurrence(String words, Recurrence recurrence) {}

    private static final List<WrongRecurrence> RECURRENCES = List.of(
            new WrongRecurrence("tanh is missing", Rnn::sum),
            new WrongRecurrence("sigmoid stands where tanh should", (x, h, p) ->
                    Matrix.map(Rnn.sum(x, h, p), a -> 1 / (1 + Math.exp(-a)))),
            new WrongRecurrence("relu stands where tanh should", (x, h, p) ->
                    Matrix.map(Rnn.sum(x, h, p), a -> Math.max(a, 0))),
            new WrongRecurrence("the bias b_h is forgotten", (x, h, p) -> Matrix.map(
                    Matrix.plus(Matrix.times(x, p.wXh()), Matrix.times(h, p.wHh())), Math::tanh)),
            new WrongRecurrence("the hidden state is left out: X W_xh + b_h alone, without H W_hh", (x, h, p) ->
                    Matrix.map(Matrix.plus(Matrix.times(x, p.wXh()), p.bH()), Math::tanh)),
            new WrongRecurrence("the inputs are left out: H W_hh + b_h alone, without X W_xh", (x, h, p) ->
                    Matrix.map(Matrix.plus(Matrix.times(h, p.wHh()), p.bH()), Math::tanh)),
            new WrongRecurrence("W_hh is transposed", (x, h, p) -> Matrix.map(Matrix.plus(Matrix.plus(
                    Matrix.times(x, p.wXh()), Matrix.times(h, Matrix.transpose(p.wHh()))), p.bH()), Math::tanh)),
            new WrongRecurrence("the bias is added after tanh", (x, h, p) -> Matrix.plus(Matrix.map(
                    Matrix.plus(Matrix.times(x, p.wXh()), Matrix.times(h, p.wHh())), Math::tanh), p.bH())),
            new WrongRecurrence("tanh is taken of X W_xh + b_h alone, and H W_hh added after it", (x, h, p) -> Matrix.plus(
                    Matrix.map(Matrix.plus(Matrix.times(x, p.wXh()), p.bH()), Math::tanh), Matrix.times(h, p.wHh()))),
            new WrongRecurrence("the state before is added to tanh instead of going through W_hh", (x, h, p) -> Matrix.plus(
                    Matrix.map(Matrix.plus(Matrix.times(x, p.wXh()), p.bH()), Math::tanh), h)));

    private RnnSlips() {}

    /** Returns the wrong logits of every known slip. */
    public static Slip[] ofLogits(double[][][] inputs, double[][] state, Parameters p) {
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        double[][] right = Rnn.logits(inputs, state, p);
        Parameters noBias = new Parameters(p.wXh(), p.wHh(), p.bH(), p.wHq(), new double[p.bQ().length]);
        List<Slip> slips = new ArrayList<>(List.of(
                Slip.of("the bias b_q is forgotten", Rnn.logits(hiddens.subList(1, hiddens.size()), noBias)),
                Slip.of("the old hidden state is used: the output is computed before H is updated",
                        Rnn.logits(hiddens.subList(0, inputs.length), p)),
                Slip.of("the rows are batch-major: all steps of the first sequence come first; time must come first",
                        batchMajor(right, state.length)),
                Slip.of("softmax is applied: logits are the scores before it", map(right, CrossEntropy::softmax)),
                Slip.of("tanh is applied to the outputs too", Matrix.map(right, Math::tanh)),
                Slip.of("the state given is not used: H begins with zeros",
                        Rnn.logits(inputs, new double[state.length][state[0].length], p)),
                Slip.of("H is never updated: every time step sees the state given",
                        Rnn.logits(apart(inputs, state, p), p)),
                Slip.of("the outputs of the time steps come out in reverse order", reversed(right, state.length)),
                Slip.of("the time steps are walked from the last to the first",
                        Rnn.logits(backwards(inputs), state, p)),
                Slip.of("every time step reads the inputs of the first one", Rnn.logits(onlyFirst(inputs), state, p))));
        for (WrongRecurrence known : RECURRENCES) {
            List<double[][]> wrong = Rnn.hiddens(known.recurrence(), inputs, state, p);
            slips.add(Slip.of(known.words(), Rnn.logits(wrong.subList(1, wrong.size()), p)));
        }
        return slips.toArray(Slip[]::new);
    }

    /** Returns the wrong new state of every known slip. */
    public static Slip[] ofState(double[][][] inputs, double[][] state, Parameters p) {
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        List<double[][]> apart = apart(inputs, state, p);
        List<Slip> slips = new ArrayList<>(List.of(
                Slip.of("the state given is returned instead of the new one", state),
                Slip.of("the state after the first time step is returned instead of the last", hiddens.get(1)),
                Slip.of("the state before the last time step is returned", hiddens.get(inputs.length - 1)),
                Slip.of("the state given is not used: H begins with zeros", last(Rnn.hiddens(Rnn.TANH, inputs,
                        new double[state.length][state[0].length], p))),
                Slip.of("H is never updated: every time step sees the state given", last(apart))));
        RECURRENCES.forEach(wrong ->
                slips.add(Slip.of(wrong.words(), last(Rnn.hiddens(wrong.recurrence(), inputs, state, p)))));
        return slips.toArray(Slip[]::new);
    }

    /** Returns the wrong gradients if none is passed back from a time step to the one before. */
    public static Parameters gradientsWithinOneStep(double[][][] inputs, double[][] state, Parameters p,
            double[][] logitsGradient) {
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        Parameters total = null;
        int batchSize = state.length;
        for (int t = 0; t < inputs.length; t++) {
            double[][] rows = Arrays.copyOfRange(logitsGradient, t * batchSize, (t + 1) * batchSize);
            Parameters one = Rnn.gradients(new double[][][] {inputs[t]}, hiddens.get(t), p, rows);
            total = total == null ? one : sum(total, one);
        }
        return total;
    }

    private static Parameters sum(Parameters a, Parameters b) {
        Parameters sum = a.copy();
        for (int row = 0; row < sum.rows().size(); row++) {
            double[] to = sum.rows().get(row);
            for (int i = 0; i < to.length; i++) {
                to[i] += b.rows().get(row)[i];
            }
        }
        return sum;
    }

    private static double[][][] backwards(double[][][] inputs) {
        double[][][] backwards = new double[inputs.length][][];
        Arrays.setAll(backwards, t -> inputs[inputs.length - 1 - t]);
        return backwards;
    }

    private static double[][][] onlyFirst(double[][][] inputs) {
        double[][][] same = new double[inputs.length][][];
        Arrays.fill(same, inputs[0]);
        return same;
    }

    private static List<double[][]> apart(double[][][] inputs, double[][] state, Parameters p) {
        List<double[][]> states = new ArrayList<>();
        for (double[][] x : inputs) {
            states.add(Rnn.TANH.next(x, state, p));
        }
        return states;
    }

    private static double[][] last(List<double[][]> states) {
        return states.get(states.size() - 1);
    }

    private static double[][] batchMajor(double[][] timeMajor, int batchSize) {
        int numSteps = timeMajor.length / batchSize;
        double[][] rows = new double[timeMajor.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = timeMajor[i % numSteps * batchSize + i / numSteps];
        }
        return rows;
    }

    private static double[][] reversed(double[][] timeMajor, int batchSize) {
        int numSteps = timeMajor.length / batchSize;
        double[][] rows = new double[timeMajor.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = timeMajor[(numSteps - 1 - i / batchSize) * batchSize + i % batchSize];
        }
        return rows;
    }

    private static double[][] map(double[][] rows, UnaryOperator<double[]> function) {
        return Arrays.stream(rows).map(function).toArray(double[][]::new);
    }
}
