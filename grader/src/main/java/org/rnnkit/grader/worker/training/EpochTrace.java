package org.rnnkit.grader.worker.training;

import java.nio.charset.StandardCharsets;

/**
 * What was seen of an epoch from outside. In a grading it is what the steps' process says: what makes no sense is as if it
 * had not been seen.
 *
 * @param meanNorm the gradients' norm before clipping, over the epoch's minibatches; NaN if it was not to be seen
 * @param maxNorm the largest of them; NaN if there is none
 * @param clipped the share of minibatches whose gradients were clipped; NaN if it was not to be seen
 * @param sample what the model writes by now; null in most epochs
 */
public record EpochTrace(double meanNorm, double maxNorm, double clipped, String sample) {

    /** Nothing was seen. */
    static final EpochTrace NOTHING = new EpochTrace(Double.NaN, Double.NaN, Double.NaN, null);

    /** More than any prefix and what is written after it. */
    private static final int LONGEST = 100;

    /** Keeps what makes sense. */
    public EpochTrace {
        meanNorm = within(meanNorm, Double.MAX_VALUE);
        maxNorm = within(maxNorm, Double.MAX_VALUE);
        clipped = within(clipped, 1);
        sample = sample == null ? null : writable(sample.substring(0, Math.min(LONGEST, sample.length())));
    }

    private static double within(double value, double most) {
        return value >= 0 && value <= most ? value : Double.NaN;
    }

    /** Half a character can't be put into JSON. */
    private static String writable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
