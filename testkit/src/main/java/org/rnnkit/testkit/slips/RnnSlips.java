package org.rnnkit.testkit.slips;

import static org.rnnkit.testkit.oracle.Matrix.map;
import static org.rnnkit.testkit.oracle.Matrix.mapRows;
import static org.rnnkit.testkit.oracle.Matrix.plus;
import static org.rnnkit.testkit.oracle.Matrix.times;
import static org.rnnkit.testkit.oracle.Matrix.timesEach;
import static org.rnnkit.testkit.oracle.Matrix.transpose;
import static org.rnnkit.testkit.slips.ForwardSlips.last;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.BackwardPass;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Recurrence;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.NumberOperations;

/** The wrong results of step 4's forward pass, one for each known slip. */
public final class RnnSlips {

    private static final String ALONG_COLUMNS = "a bias is added along the columns where it is as long as they are: it belongs "
            + "to every row, also with as many sequences as hidden units or tokens";
    private static final String APART = "tanh is applied to the terms one by one; it must be applied to their sum";

    private record WrongRecurrence(String words, Recurrence recurrence) {}

    private static final List<WrongRecurrence> RECURRENCES = List.of(
            wrong("tanh is missing", Rnn::sum),
            wrong("sigmoid stands where tanh should", (x, h, p) -> map(Rnn.sum(x, h, p), a -> 1 / (1 + Math.exp(-a)))),
            wrong("relu stands where tanh should", (x, h, p) -> map(Rnn.sum(x, h, p), a -> Math.max(a, 0))),
            wrong("softmax stands where tanh should", (x, h, p) -> mapRows(Rnn.sum(x, h, p), CrossEntropy::softmax)),
            wrong("tanh is applied twice", (x, h, p) -> tanh(tanh(Rnn.sum(x, h, p)))),
            wrong("the bias b_h is forgotten", (x, h, p) -> tanh(plus(fromX(x, p), fromH(h, p)))),
            wrong("the bias b_h is subtracted; it must be added",
                    (x, h, p) -> tanh(plus(plus(fromX(x, p), fromH(h, p)), map(p.bH(), b -> -b)))),
            wrong("tanh is missing, and the bias b_h is forgotten", (x, h, p) -> plus(fromX(x, p), fromH(h, p))),
            wrong("the bias b_h is added twice", (x, h, p) -> tanh(plus(Rnn.sum(x, h, p), p.bH()))),
            wrong("the hidden state is left out: X W_xh + b_h alone, without H W_hh",
                    (x, h, p) -> tanh(plus(fromX(x, p), p.bH()))),
            wrong("the inputs are left out: H W_hh + b_h alone, without X W_xh", (x, h, p) -> tanh(plus(fromH(h, p), p.bH()))),
            wrong("W_hh is transposed",
                    (x, h, p) -> tanh(plus(plus(fromX(x, p), times(h, transpose(p.wHh()))), p.bH()))),
            wrong("the terms are multiplied: X W_xh and H W_hh must be added",
                    (x, h, p) -> tanh(plus(timesEach(fromX(x, p), fromH(h, p)), p.bH()))),
            wrong("H W_hh is subtracted; it must be added",
                    (x, h, p) -> tanh(plus(plus(fromX(x, p), map(fromH(h, p), a -> -a)), p.bH()))),
            wrong("the bias is added after tanh", (x, h, p) -> plus(tanh(plus(fromX(x, p), fromH(h, p))), p.bH())),
            wrong("tanh is taken of X W_xh + b_h alone, and H W_hh added after it",
                    (x, h, p) -> plus(tanh(plus(fromX(x, p), p.bH())), fromH(h, p))),
            wrong("tanh is taken of X W_xh alone, and H W_hh and b_h added after it",
                    (x, h, p) -> plus(plus(tanh(fromX(x, p)), fromH(h, p)), p.bH())),
            wrong("tanh is taken of H W_hh + b_h alone, and X W_xh added after it",
                    (x, h, p) -> plus(tanh(plus(fromH(h, p), p.bH())), fromX(x, p))),
            wrong(APART, (x, h, p) -> plus(tanh(plus(fromX(x, p), p.bH())), tanh(fromH(h, p)))),
            wrong(APART, (x, h, p) -> plus(tanh(fromX(x, p)), tanh(plus(fromH(h, p), p.bH())))),
            wrong(APART, (x, h, p) -> plus(plus(tanh(fromX(x, p)), tanh(fromH(h, p))), p.bH())),
            wrong("tanh is taken of the old state before W_hh, instead of the sum", (x, h, p) -> Rnn.sum(x, tanh(h), p)),
            wrong("the state before is added as it is; it must be multiplied by W_hh",
                    (x, h, p) -> tanh(plus(plus(fromX(x, p), h), p.bH()))),
            wrong("the state before is added to X W_xh, and W_hh multiplies their sum: calls in a chain go from left to right, "
                    + "so compute X W_xh and H W_hh first, then add them",
                    (x, h, p) -> tanh(plus(times(plus(fromX(x, p), h), p.wHh()), p.bH()))),
            wrong("the old state is added to the new one after tanh: H becomes tanh(...) alone",
                    (x, h, p) -> plus(tanh(Rnn.sum(x, h, p)), h)),
            wrong("a time step whose inputs are all zero is taken for padding, and H stays as it was: inputs may be any "
                    + "numbers, and every time step computes a new H", RnnSlips::withoutZeros),
            wrong(ALONG_COLUMNS, (x, h, p) -> tanh(plusByLength(plus(fromX(x, p), fromH(h, p)), p.bH()))));

    /** The network of step 4 with fixed parameters. */
    private record Network(Parameters p) implements ForwardSlips.Network {

        @Override
        public List<double[][]> hiddens(double[][][] inputs, double[][] state) {
            return Rnn.hiddens(Rnn.TANH, inputs, state, p);
        }

        @Override
        public double[][] logits(List<double[][]> states) {
            return Rnn.logits(states, p);
        }

        @Override
        public List<ForwardWalk> wrongFormulas(double[][][] inputs, double[][] state) {
            return RECURRENCES.stream().map(wrong ->
                    new ForwardWalk(wrong.words(), Rnn.hiddens(wrong.recurrence(), inputs, state, p))).toList();
        }
    }

    private RnnSlips() {}

    private static WrongRecurrence wrong(String words, Recurrence recurrence) {
        return new WrongRecurrence(words, recurrence);
    }

    private static double[][] fromX(double[][] x, Parameters p) {
        return times(x, p.wXh());
    }

    private static double[][] fromH(double[][] h, Parameters p) {
        return times(h, p.wHh());
    }

    private static double[][] tanh(double[][] a) {
        return map(a, Math::tanh);
    }

    /** Computes the new state, but keeps the old rows of sequences whose inputs are all zero. */
    private static double[][] withoutZeros(double[][] x, double[][] h, Parameters p) {
        double[][] next = tanh(Rnn.sum(x, h, p));
        Arrays.setAll(next, row -> Arrays.stream(x[row]).allMatch(value -> value == 0) ? h[row] : next[row]);
        return next;
    }

    /** Adds a bias to each column, if it is as long as a column is, and to each row if not. */
    private static double[][] plusByLength(double[][] rows, double[] bias) {
        return rows.length == bias.length ? transpose(plus(transpose(rows), bias)) : plus(rows, bias);
    }

    /** Returns the wrong logits of every known slip. */
    public static Slip[] ofLogits(double[][][] inputs, double[][] state, Parameters p) {
        List<Slip> slips = ForwardSlips.ofLogits(new Network(p), inputs, state, p.bQ());
        slips.add(Slip.of("the output is computed from the sum before tanh; it must be computed from the new H",
                Rnn.logits(sums(inputs, state, p), p)));
        List<double[][]> right = Rnn.hiddens(RECURRENCES.get(RECURRENCES.size() - 1).recurrence(), inputs, state, p);
        slips.add(Slip.of(ALONG_COLUMNS, right.stream().skip(1).map(h -> plusByLength(times(h, p.wHq()), p.bQ()))
                .flatMap(Arrays::stream).toArray(double[][]::new)));
        return slips.toArray(Slip[]::new);
    }

    /** Returns the wrong new state of every known slip. */
    public static Slip[] ofState(double[][][] inputs, double[][] state, Parameters p) {
        List<Slip> slips = ForwardSlips.ofState(new Network(p), inputs, state);
        slips.add(Slip.of("the sum before tanh is returned as the new state", last(sums(inputs, state, p))));
        return slips.toArray(Slip[]::new);
    }

    /** Returns X W_xh + H W_hh + b_h of each time step of a right forward pass. */
    private static List<double[][]> sums(double[][][] inputs, double[][] state, Parameters p) {
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        return IntStream.range(0, inputs.length).mapToObj(t -> Rnn.sum(inputs[t], hiddens.get(t), p)).toList();
    }

    /**
     * Checks that code combines no array that needs a gradient with a Java number.
     *
     * @param call what is called
     * @param code the call
     */
    public static void checkUsesNoJavaNumber(String call, Runnable code) {
        GradientCollector collector = Engine.getInstance().newGradientCollector();
        try (NumberOperations numbers = new NumberOperations()) {
            code.run();
            Expect.that(numbers.count() == 0, () -> call + " combines an array with a Java number, such as x.mul(2f) or "
                    + "x.neg().add(1).\nInside a gradient collector, the number's memory may be freed before backward reads "
                    + "it, and the gradients are then sometimes wrong. add and sub would be safe, but this test allows no "
                    + "number: one rule, no exceptions.\nWrite the formula without a number, or with an array of ones, "
                    + "x.onesLike()");
        } finally {
            collector.close();
        }
    }

    /** Returns the wrong gradients if none is passed back from a time step to the one before. */
    public static Parameters gradientsWithinOneStep(double[][][] inputs, double[][] state, Parameters p,
            double[][] logitsGradient) {
        return BackwardPass.gradients(BackwardPass.Wrong.WITHIN_ONE_STEP, inputs, state, p, logitsGradient);
    }
}
