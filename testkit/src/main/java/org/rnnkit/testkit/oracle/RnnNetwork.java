package org.rnnkit.testkit.oracle;

import static org.rnnkit.testkit.oracle.Matrix.map;
import static org.rnnkit.testkit.oracle.Matrix.plus;
import static org.rnnkit.testkit.oracle.Matrix.times;
import static org.rnnkit.testkit.oracle.Matrix.timesEach;
import static org.rnnkit.testkit.oracle.Matrix.transpose;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Deviation;
import org.rnnkit.testkit.Slip;

/**
 * The network of step 4, with the right formula H ← tanh(X W_xh + H W_hh + b_h) or with a known slip.
 *
 * @param wrong the slip
 * @param p the parameters
 */
public record RnnNetwork(Wrong wrong, Parameters p) implements Network {

    private static final String APART = "tanh is applied to the terms one by one; it must be applied to their sum";
    private static final String OVERFLOW = "tanh is computed with exp, which is infinite in float32 from 89 on, and infinite "
            + "by infinite is NaN: tanh() works for every number";

    /** A known slip in the formula of a time step. */
    public enum Wrong implements Deviation {
        NONE(""),
        NO_TANH("tanh is missing"),
        SIGMOID("sigmoid stands where tanh should"),
        RELU("relu stands where tanh should"),
        TWICE("tanh is applied twice"),
        NO_BIAS("the bias b_h is forgotten"),
        BIAS_TWICE("the bias b_h is added twice"),
        NO_STATE("the hidden state is left out: X W_xh + b_h alone, without H W_hh"),
        NO_INPUTS("the inputs are left out: H W_hh + b_h alone, without X W_xh"),
        TRANSPOSED("W_hh is transposed"),
        MULTIPLIED("the terms are multiplied: X W_xh and H W_hh must be added"),
        BIAS_AFTER("the bias is added after tanh"),
        STATE_AFTER("tanh is taken of X W_xh + b_h alone, and H W_hh added after it"),
        STATE_AND_BIAS_AFTER("tanh is taken of X W_xh alone, and H W_hh and b_h added after it"),
        APART_WITH_INPUTS(APART),
        APART_WITH_STATE(APART),
        APART_ALL(APART),
        STATE_AS_IT_IS("the state before is added as it is; it must be multiplied by W_hh"),
        IN_A_CHAIN("the state before is added to X W_xh, and W_hh multiplies their sum: calls in a chain go from left to right,"
                + " so compute X W_xh and H W_hh first, then add them"),
        OLD_STATE_ADDED("the old state is added to the new one after tanh: H becomes tanh(...) alone"),
        EXP_OF_BOTH(OVERFLOW),
        EXP_OF_TWICE(OVERFLOW),
        EXP_OF_MINUS_TWICE(OVERFLOW);

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        private double[][] next(double[][] h, double[][] fromX, double[][] fromH, Parameters p) {
            double[][] both = plus(fromX, fromH);
            double[][] sum = plus(both, p.bH());
            return switch (this) {
                case NONE -> tanh(sum);
                case NO_TANH -> sum;
                case SIGMOID -> map(sum, a -> 1 / (1 + Math.exp(-a)));
                case RELU -> map(sum, a -> Math.max(a, 0));
                case TWICE -> tanh(tanh(sum));
                case NO_BIAS -> tanh(both);
                case BIAS_TWICE -> tanh(plus(sum, p.bH()));
                case NO_STATE -> tanh(plus(fromX, p.bH()));
                case NO_INPUTS -> tanh(plus(fromH, p.bH()));
                case TRANSPOSED -> tanh(plus(plus(fromX, times(h, transpose(p.wHh()))), p.bH()));
                case MULTIPLIED -> tanh(plus(timesEach(fromX, fromH), p.bH()));
                case BIAS_AFTER -> plus(tanh(both), p.bH());
                case STATE_AFTER -> plus(tanh(plus(fromX, p.bH())), fromH);
                case STATE_AND_BIAS_AFTER -> plus(plus(tanh(fromX), fromH), p.bH());
                case APART_WITH_INPUTS -> plus(tanh(plus(fromX, p.bH())), tanh(fromH));
                case APART_WITH_STATE -> plus(tanh(fromX), tanh(plus(fromH, p.bH())));
                case APART_ALL -> plus(plus(tanh(fromX), tanh(fromH)), p.bH());
                case STATE_AS_IT_IS -> tanh(plus(plus(fromX, h), p.bH()));
                case IN_A_CHAIN -> tanh(plus(times(plus(fromX, h), p.wHh()), p.bH()));
                case OLD_STATE_ADDED -> plus(tanh(sum), h);
                case EXP_OF_BOTH -> map(sum, nanIf(a -> Math.abs(a)));
                case EXP_OF_TWICE -> map(sum, nanIf(a -> 2 * a));
                case EXP_OF_MINUS_TWICE -> map(sum, nanIf(a -> -2 * a));
            };
        }

        private static double[][] tanh(double[][] a) {
            return map(a, Math::tanh);
        }

        /** Returns tanh, or NaN where a power is infinite in float32. */
        private static DoubleUnaryOperator nanIf(DoubleUnaryOperator exponent) {
            return a -> Double.isInfinite((float) Math.exp(exponent.applyAsDouble(a))) ? Double.NaN : Math.tanh(a);
        }
    }

    /** Makes the right network. */
    public RnnNetwork(Parameters p) {
        this(Wrong.NONE, p);
    }

    @Override
    public List<String> names() {
        return AxisNames.PARAMETERS;
    }

    @Override
    public List<double[][]> parameters() {
        return p.matrices();
    }

    @Override
    public Network with(List<double[][]> parameters) {
        return new RnnNetwork(wrong, Parameters.of(parameters));
    }

    @Override
    public double[][] next(double[][] x, double[][] h) {
        return wrong.next(h, times(x, p.wXh()), times(h, p.wHh()), p);
    }

    @Override
    public NetworkGradients gradients(double[][][] inputs, double[][] state, double[][] logitsGradient) {
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        double[][][] sums = Rnn.sumGradients(hiddens, p, logitsGradient);
        double[][] wXhBack = transpose(p.wXh());
        return new NetworkGradients(Rnn.gradients(inputs, hiddens, sums, logitsGradient).matrices(),
                Arrays.stream(sums).map(sum -> times(sum, wXhBack)).toArray(double[][][]::new));
    }

    @Override
    public Slip[] wrongFormulas(Function<Network, double[][]> result) {
        return Slip.each(Wrong.class, slip -> result.apply(new RnnNetwork(slip, p)));
    }
}
