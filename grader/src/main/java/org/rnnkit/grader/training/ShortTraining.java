package org.rnnkit.grader.training;

import org.rnnkit.grader.report.PerplexityForecast;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.toolkit.Sampling;

/**
 * A training of a small model, in seconds: steps that train it well train the full one well, too, but for the few that
 * docs/grading.md counts.
 */
public final class ShortTraining {

    /**
     * The perplexity up to which the small model predicts that the full training passes. How it was found is in
     * docs/grading.md, section "A shorter training".
     */
    static final double LIMIT = 2.0;

    /** The perplexity at which the full training has passed, or below. See docs/grading.md, section "A shorter training". */
    static final double FULL = 1.5;

    private ShortTraining() {}

    /**
     * Returns its figures, which the limit was measured with.
     *
     * @param seed of parameters and minibatches
     * @return a small model on the beginning of the text
     */
    public static Hyperparameters settings(int seed) {
        return new Hyperparameters(2_000, 8, 35, 128, 1, Sampling.SEQUENTIAL, 300, seed);
    }

    /**
     * Predicts how the full training ends.
     *
     * @param perplexity the small model's
     * @return what is to be expected
     */
    static PerplexityForecast predict(double perplexity) {
        return new PerplexityForecast(perplexity <= LIMIT, LIMIT, FULL);
    }
}
