package org.rnnkit.testkit.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.Expect;

/** The oracle of a recurrent network, in doubles: forward pass and backpropagation through time. */
public final class Rnn {

    private Rnn() {}

    /** Returns the next H, tanh(X W_xh + H W_hh + b_h). */
    static double[][] next(double[][] x, double[][] h, Parameters p) {
        return Matrix.map(sum(x, h, p), Math::tanh);
    }

    /** Returns X W_xh + H W_hh + b_h. */
    public static double[][] sum(double[][] x, double[][] h, Parameters p) {
        return Matrix.plus(Matrix.plus(Matrix.times(x, p.wXh()), Matrix.times(h, p.wHh())), p.bH());
    }

    /** Returns the hidden states: the one given, then one after every time step. */
    public static List<double[][]> hiddens(double[][][] inputs, double[][] state, Parameters p) {
        List<double[][]> hiddens = new ArrayList<>();
        hiddens.add(state);
        for (double[][] x : inputs) {
            hiddens.add(next(x, hiddens.get(hiddens.size() - 1), p));
        }
        return hiddens;
    }

    /** Returns Y = H W_hq + b_q of all states, a block of rows for each. */
    public static double[][] logits(List<double[][]> states, Parameters p) {
        return states.stream().map(h -> Matrix.plus(Matrix.times(h, p.wHq()), p.bQ()))
                .flatMap(Arrays::stream).toArray(double[][]::new);
    }

    /** Returns the logits of a right forward pass, time-major. */
    public static double[][] logits(double[][][] inputs, double[][] state, Parameters p) {
        List<double[][]> hiddens = hiddens(inputs, state, p);
        return logits(hiddens.subList(1, hiddens.size()), p);
    }

    /** Returns the gradients of the parameters, given the gradient of the logits of a right forward pass. */
    public static Parameters gradients(double[][][] inputs, double[][] state, Parameters p, double[][] logitsGradient) {
        List<double[][]> hiddens = hiddens(inputs, state, p);
        return gradients(inputs, hiddens, sumGradients(hiddens, p, logitsGradient), logitsGradient);
    }

    /** Returns the gradient of X W_xh + H W_hh + b_h of each time step. */
    static double[][][] sumGradients(List<double[][]> hiddens, Parameters p, double[][] logitsGradient) {
        double[][][] sums = new double[hiddens.size() - 1][][];
        int batchSize = hiddens.get(0).length;
        double[][] fromLater = new double[batchSize][p.bH().length];
        double[][] wHqBack = Matrix.transpose(p.wHq());
        double[][] wHhBack = Matrix.transpose(p.wHh());
        for (int t = sums.length - 1; t >= 0; t--) {
            double[][] dY = Arrays.copyOfRange(logitsGradient, t * batchSize, (t + 1) * batchSize);
            double[][] dH = Matrix.plus(Matrix.times(dY, wHqBack), fromLater);
            sums[t] = Matrix.timesEach(dH, Matrix.map(hiddens.get(t + 1), value -> 1 - value * value)); // tanh' = 1 - tanh²
            fromLater = Matrix.times(sums[t], wHhBack);
        }
        return sums;
    }

    /** Returns the gradients of the parameters, of the rows of all time steps together. */
    static Parameters gradients(double[][][] inputs, List<double[][]> hiddens, double[][][] sums, double[][] logitsGradient) {
        double[][][] states = hiddens.toArray(double[][][]::new);
        double[][] before = Expect.rows(Arrays.copyOf(states, inputs.length));
        double[][] after = Expect.rows(Arrays.copyOfRange(states, 1, states.length));
        return stepGradients(Expect.rows(inputs), before, after, Expect.rows(sums), logitsGradient);
    }

    /**
     * Returns what one time step adds to the gradients.
     *
     * @param x the inputs of the time step
     * @param before the hidden state before it
     * @param after the hidden state after it
     * @param dSum the gradient of X W_xh + H W_hh + b_h
     * @param dY the gradient of the logits
     */
    public static Parameters stepGradients(double[][] x, double[][] before, double[][] after, double[][] dSum, double[][] dY) {
        return new Parameters(Matrix.times(Matrix.transpose(x), dSum), Matrix.times(Matrix.transpose(before), dSum),
                Matrix.columnSums(dSum), Matrix.times(Matrix.transpose(after), dY), Matrix.columnSums(dY));
    }
}
