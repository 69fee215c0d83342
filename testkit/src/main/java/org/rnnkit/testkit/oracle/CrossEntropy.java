package org.rnnkit.testkit.oracle;

import java.util.Arrays;

/** The oracle of softmax and of the cross-entropy of logits and labels. */
public final class CrossEntropy {

    private CrossEntropy() {}

    /** Returns the mean over the rows of −log softmax(logits)[label], in nats. */
    public static double mean(double[][] logits, int[] labels) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum -= Math.log(softmax(logits[i])[labels[i]]);
        }
        return sum / labels.length;
    }

    /** Returns the gradient of the mean with respect to the logits: (softmax − one-hot) / rows. */
    public static double[][] gradient(double[][] logits, int[] labels) {
        double[][] gradient = new double[logits.length][];
        for (int i = 0; i < labels.length; i++) {
            gradient[i] = softmax(logits[i]);
            gradient[i][labels[i]] -= 1;
            for (int j = 0; j < gradient[i].length; j++) {
                gradient[i][j] /= labels.length;
            }
        }
        return gradient;
    }

    /** Returns the probabilities of logits at a temperature: softmax(logits / T). */
    public static double[] softmax(double[] logits, double temperature) {
        return softmax(Arrays.stream(logits).map(logit -> logit / temperature).toArray());
    }

    /** Returns the probabilities of logits. */
    public static double[] softmax(double[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, logit);
        }
        double[] powers = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Math.exp(logits[i] - max);
            sum += powers[i];
        }
        for (int i = 0; i < powers.length; i++) {
            powers[i] /= sum;
        }
        return powers;
    }
}
