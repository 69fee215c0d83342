package org.rnnkit.learner.showcase.worker;

import java.util.Arrays;

/** Probabilities from scores. */
public final class Softmax {

    private Softmax() {}

    /**
     * Turns scores into probabilities.
     *
     * @param logits the scores
     * @param temperature the temperature T, above 0
     * @return softmax(logits / T)
     */
    public static double[] of(double[] logits, double temperature) {
        double largest = Arrays.stream(logits).max().orElse(0);
        double[] exp = Arrays.stream(logits).map(logit -> Math.exp((logit - largest) / temperature)).toArray();
        double sum = Arrays.stream(exp).sum();
        return Arrays.stream(exp).map(value -> value / sum).toArray();
    }
}
