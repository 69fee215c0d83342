package org.rnnkit.learner.drawing;

import java.util.stream.IntStream;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** A network with one hidden unit, to see how much the last guess depends on each time step. */
final class LastLoss {

    private LastLoss() {}

    /**
     * Computes how much the last logit changes with the sum inside tanh of each time step. Every step reads a token of its own,
     * so the row of a token in the gradient of W_xh is the gradient of its step.
     *
     * @param read the weight W_xh of each step's token
     * @param kept the weight W_hh
     * @param state the state before the first step
     * @return for each step the gradient dA, where dY of the last step is 1
     */
    static double[] gradients(double[] read, double kept, double state) {
        double[][][] inputs = new double[read.length][1][read.length];
        double[][] weights = new double[read.length][1];
        double[][] logits = new double[read.length][1];
        IntStream.range(0, read.length).forEach(t -> {
            inputs[t][0][t] = 1;
            weights[t][0] = read[t];
        });
        logits[read.length - 1][0] = 1;
        Parameters network =
                new Parameters(weights, new double[][] {{kept}}, new double[1], new double[][] {{1}}, new double[1]);
        double[][] gradients = Rnn.gradients(inputs, new double[][] {{state}}, network, logits).wXh();
        return IntStream.range(0, read.length).mapToDouble(t -> gradients[t][0]).toArray();
    }

    /** Returns the state after the last step. */
    static double state(double[] read, double kept) {
        double h = 0;
        for (double x : read) {
            h = Math.tanh(x + kept * h);
        }
        return h;
    }
}
