package org.rnnkit.testkit.oracle;

import static org.rnnkit.testkit.oracle.Matrix.map;
import static org.rnnkit.testkit.oracle.Matrix.plus;
import static org.rnnkit.testkit.oracle.Matrix.times;
import static org.rnnkit.testkit.oracle.Matrix.transpose;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;

/**
 * The network of step 4, with the right formula H ← tanh(X W_xh + H W_hh + b_h) or with that of a known slip.
 *
 * @param formula the formula
 * @param p the parameters
 */
public record RnnNetwork(Formula formula, Parameters p) implements Network {

    private static final String APART = "tanh is applied to the terms one by one; it must be applied to their sum";

    private static final List<Wrong> WRONG = List.of(
            new Wrong("tanh is missing", (xw, hw, h, p) -> sum(xw, hw, p)),
            new Wrong("sigmoid stands where tanh should", (xw, hw, h, p) -> map(sum(xw, hw, p), a -> 1 / (1 + Math.exp(-a)))),
            new Wrong("relu stands where tanh should", (xw, hw, h, p) -> map(sum(xw, hw, p), a -> Math.max(a, 0))),
            new Wrong("tanh is applied twice", (xw, hw, h, p) -> tanh(tanh(sum(xw, hw, p)))),
            new Wrong("the bias b_h is added twice", (xw, hw, h, p) -> tanh(plus(sum(xw, hw, p), p.bH()))),
            new Wrong("the hidden state is left out: X W_xh + b_h alone, without H W_hh",
                    (xw, hw, h, p) -> tanh(plus(xw, p.bH()))),
            new Wrong("the inputs are left out: H W_hh + b_h alone, without X W_xh", (xw, hw, h, p) -> tanh(plus(hw, p.bH()))),
            new Wrong("W_hh is transposed", (xw, hw, h, p) -> tanh(sum(xw, times(h, transpose(p.wHh())), p))),
            new Wrong("the bias is added after tanh", (xw, hw, h, p) -> plus(tanh(plus(xw, hw)), p.bH())),
            new Wrong("tanh is taken of X W_xh + b_h alone, and H W_hh added after it",
                    (xw, hw, h, p) -> plus(tanh(plus(xw, p.bH())), hw)),
            new Wrong("tanh is taken of H W_hh + b_h alone, and X W_xh added after it",
                    (xw, hw, h, p) -> plus(xw, tanh(plus(hw, p.bH())))),
            new Wrong(APART, (xw, hw, h, p) -> plus(tanh(plus(xw, p.bH())), tanh(hw))),
            new Wrong(APART, (xw, hw, h, p) -> plus(tanh(xw), tanh(plus(hw, p.bH())))),
            new Wrong(APART, (xw, hw, h, p) -> sum(tanh(xw), tanh(hw), p)),
            new Wrong("the state before is added as it is; it must be multiplied by W_hh",
                    (xw, hw, h, p) -> tanh(sum(xw, h, p))),
            new Wrong("the state before is added to X W_xh, and W_hh multiplies their sum: calls in a chain go from left to "
                    + "right, so compute X W_xh and H W_hh first, then add them",
                    (xw, hw, h, p) -> tanh(plus(times(plus(xw, h), p.wHh()), p.bH()))),
            new Wrong("the old state is added to the new one after tanh: H becomes tanh(...) alone",
                    (xw, hw, h, p) -> plus(tanh(sum(xw, hw, p)), h)));

    /** The formula of a time step, given X W_xh, H W_hh, H and the parameters. */
    public interface Formula {
        /** Returns the new state. */
        double[][] next(double[][] xw, double[][] hw, double[][] h, Parameters p);
    }

    private record Wrong(String words, Formula formula) {}

    /** Makes the right network. */
    public RnnNetwork(Parameters p) {
        this((xw, hw, h, same) -> tanh(sum(xw, hw, same)), p);
    }

    private static double[][] sum(double[][] xw, double[][] hw, Parameters p) {
        return plus(plus(xw, hw), p.bH());
    }

    private static double[][] tanh(double[][] a) {
        return map(a, Math::tanh);
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
        return new RnnNetwork(formula, Parameters.of(parameters));
    }

    @Override
    public double[][] next(double[][] x, double[][] h) {
        return formula.next(times(x, p.wXh()), times(h, p.wHh()), h, p);
    }

    @Override
    public NetworkGradients gradients(double[][][] inputs, double[][] state, double[][] logitsGradient) {
        List<double[][]> hiddens = Rnn.hiddens(inputs, state, p);
        double[][][] sums = Rnn.sumGradients(hiddens, p, logitsGradient);
        double[][] wXhBack = transpose(p.wXh());
        return new NetworkGradients(Rnn.gradients(inputs, hiddens, sums, logitsGradient).matrices(),
                Arrays.stream(sums).map(sum -> times(sum, wXhBack)).toArray(double[][][]::new));
    }

    @Override
    public Slip[] wrongFormulas(Function<Network, double[][]> result) {
        return WRONG.stream().map(wrong -> new Slip(wrong.words, () -> Expect.flat(result.apply(
                new RnnNetwork(wrong.formula, p))))).toArray(Slip[]::new);
    }
}
