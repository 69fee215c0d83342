package org.rnnkit.testkit.oracle;

import java.util.Arrays;

/**
 * The result of an epoch.
 *
 * @param losses the mean loss of each minibatch
 * @param sizes the number of tokens of each minibatch
 * @param norms the gradients' norm of each minibatch before clipping
 * @param parameters the parameters after the epoch
 */
public record EpochValues(double[] losses, int[] sizes, double[] norms, Parameters parameters) {

    /** Returns exp of the mean loss per token. */
    public double perplexity() {
        double sum = 0;
        for (int i = 0; i < losses.length; i++) {
            sum += losses[i] * sizes[i];
        }
        return Math.exp(sum / Arrays.stream(sizes).sum());
    }
}
