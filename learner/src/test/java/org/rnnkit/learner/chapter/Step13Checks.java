package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.step2parameters.RnnParameters;

/** The computed numbers and claims of chapter 13's questions. */
final class Step13Checks {

    private static final int VOCAB_SIZE = 28;
    private static final int NUM_HIDDENS = 512;

    private Step13Checks() {}

    static Numbers gateForgetsSlowly() {
        int steps = 20;
        double z = 0.99;
        double left = remaining(Math.log(z / (1 - z)), steps);
        double slope = 0.8;
        return Numbers.text(1, steps, z, 0)
                .choice(left, z, z, left, slope, Math.pow(slope, steps))
                .choice(1, 0, 1, z)
                .choice(0, 1 - z);
    }

    static Numbers resetGateComesBeforeTheProduct(NDManager manager) {
        float[][] given = {{1, 2}};
        float[][] gate = {{0, 1}};
        NDArray h = manager.create(given);
        NDArray r = manager.create(gate);
        NDArray w = manager.ones(new Shape(2, 2));
        float[] gated = r.mul(h).toFloatArray();
        float[] right = r.mul(h).matMul(w).toFloatArray();
        float[] product = h.matMul(w).toFloatArray();
        float[] late = r.mul(h.matMul(w)).toFloatArray();
        return Numbers.text(given, gate, 2, 2, 1)
                .choice(late, product)
                .choice(product)
                .choice(gated, gated)
                .choice(right, gated, gated);
    }

    static Numbers parametersOfAGru(NDManager manager) {
        long rnn = count(RnnParameters.initialize(manager, VOCAB_SIZE, NUM_HIDDENS));
        long gru = count(GruForward.initialize(manager, VOCAB_SIZE, NUM_HIDDENS));
        int numHiddens = 1;
        while (count(GruForward.initialize(manager, VOCAB_SIZE, numHiddens + 1)) <= rnn) {
            numHiddens++;
        }
        return Numbers.text(VOCAB_SIZE, NUM_HIDDENS, gru, (double) gru / rnn, rnn, numHiddens,
                count(GruForward.initialize(manager, VOCAB_SIZE, numHiddens)));
    }

    /** Weights side by side give the results side by side; operands side by side give the sum of their products. */
    static Numbers productsSideBySide(NDManager manager) {
        NDArray h = manager.create(new float[][] {{1, 2}});
        NDArray z = manager.create(new float[][] {{1, 2}, {3, 4}});
        NDArray r = manager.create(new float[][] {{5, 6}, {7, 8}});
        assertThat(h.matMul(z.concat(r, 1))).isEqualTo(h.matMul(z).concat(h.matMul(r), 1));
        assertThat(h.concat(h, 1).matMul(z.concat(r, 0))).isEqualTo(h.matMul(z).add(h.matMul(r)));
        return Numbers.text();
    }

    static Numbers biasOfTheUpdateGate(NDManager manager) {
        int bias = 2;
        int steps = 10;
        double open = Activation.sigmoid(manager.create((float) bias)).getFloat();
        double half = Activation.sigmoid(manager.create(0f)).getFloat();
        return Numbers.text(bias, open, 0, half, 100 * open, steps, remaining(bias, steps), remaining(0, steps));
    }

    /** Returns what the reference leaves of a state of 1 after some steps, with candidates of 0. */
    private static double remaining(double gateBias, int steps) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray none = manager.zeros(new Shape(1, 1));
            NDArray noBias = manager.zeros(new Shape(1));
            NDList parameters = new NDList(none, none, manager.create(new float[] {(float) gateBias}), none, none, noBias, none,
                    none, noBias, none, noBias);
            NDArray inputs = manager.ones(new Shape(steps, 1, 1));
            return GruForward.forward(inputs, new NDList(manager.ones(new Shape(1, 1))), parameters).state().get(0).getFloat();
        }
    }

    private static long count(NDList parameters) {
        return parameters.stream().mapToLong(NDArray::size).sum();
    }
}
