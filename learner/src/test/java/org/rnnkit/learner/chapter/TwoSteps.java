package org.rnnkit.learner.chapter;

import java.util.List;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** A network with one hidden unit that reads 1 twice. Only the second guess counts, and the loss grows by 1 per unit of it. */
record TwoSteps(double wXh, double wHh, double start) {

    private static final double[][][] INPUTS = {{{1}}, {{1}}};

    private Parameters parameters() {
        return new Parameters(new double[][] {{wXh}}, new double[][] {{wHh}}, new double[1], new double[][] {{1}},
                new double[1]);
    }

    private double[] hiddens() {
        List<double[][]> hiddens = Rnn.hiddens(INPUTS, new double[][] {{start}}, parameters());
        return hiddens.stream().mapToDouble(h -> h[0][0]).toArray();
    }

    /** Returns H before each step. */
    double[] before() {
        return new double[] {hiddens()[0], hiddens()[1]};
    }

    /** Returns H after each step. */
    double[] after() {
        return new double[] {hiddens()[1], hiddens()[2]};
    }

    double[] sums() {
        return new double[] {wXh + before()[0] * wHh, wXh + before()[1] * wHh};
    }

    double[] slopes() {
        double[] after = after();
        return new double[] {1 - after[0] * after[0], 1 - after[1] * after[1]};
    }

    double[] gradientsOfH() {
        return new double[] {slopes()[1] * wHh, 1};
    }

    double[] gradientsOfSums() {
        return new double[] {gradientsOfH()[0] * slopes()[0], slopes()[1]};
    }

    /** Returns the oracle's gradients of the weights. */
    Parameters gradients() {
        return Rnn.gradients(INPUTS, new double[][] {{start}}, parameters(), new double[][] {{0}, {1}});
    }
}
