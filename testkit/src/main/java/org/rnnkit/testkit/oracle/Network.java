package org.rnnkit.testkit.oracle;

import java.util.List;
import java.util.function.Function;
import org.rnnkit.testkit.Slip;

/** A recurrent network with fixed parameters, in doubles: the formula of a time step, and the way back through all of them. */
public interface Network {

    /** Returns the names of the parameters, such as "W_xh" or "b_h". The last two are those of the output layer. */
    List<String> names();

    /** Returns the rows of each parameter; a bias is a single row. */
    List<double[][]> parameters();

    /** Returns a network of this kind with other parameters. */
    Network with(List<double[][]> parameters);

    /** Returns the hidden state after a time step. */
    double[][] next(double[][] x, double[][] h);

    /** Returns the logits Y = H W_hq + b_q of a hidden state. */
    default double[][] logits(double[][] h) {
        List<double[][]> p = parameters();
        return Matrix.plus(Matrix.times(h, p.get(p.size() - 2)), p.get(p.size() - 1)[0]);
    }

    /** Returns the gradients of parameters and inputs, given the gradient of the logits. */
    NetworkGradients gradients(double[][][] inputs, double[][] state, double[][] logitsGradient);

    /**
     * Returns the slips of networks of this kind with a wrong formula.
     *
     * @param result computes the result of a network, in rows
     */
    Slip[] wrongFormulas(Function<Network, double[][]> result);
}
