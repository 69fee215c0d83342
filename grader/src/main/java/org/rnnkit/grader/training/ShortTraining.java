package org.rnnkit.grader.training;

import org.rnnkit.grader.report.PerplexityForecast;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.toolkit.Sampling;

/**
 * The short training: a small model that is trained in seconds. Steps that train it well also train the full model well,
 * with the few exceptions that docs/training.md counts.
 */
public final class ShortTraining {

    /**
     * The small model's perplexity up to which the full training is predicted to pass. docs/training.md, section "A
     * shorter training", says how it was measured.
     */
    static final double LIMIT = 2.0;

    /** The highest perplexity with which the full training passes. See docs/training.md, section "A shorter training". */
    static final double FULL = 1.5;

    private ShortTraining() {}

    /**
     * Returns the hyperparameters. The limit was measured with exactly these.
     *
     * @param seed the seed of the parameters and minibatches
     * @return the hyperparameters of a small model, trained on the beginning of the text
     */
    public static Hyperparameters settings(int seed) {
        return new Hyperparameters(2_000, 8, 35, 128, 1, Sampling.SEQUENTIAL, 300, seed);
    }

    /**
     * Predicts whether the full training passes.
     *
     * @param perplexity the small model's perplexity
     * @return the prediction
     */
    static PerplexityForecast predict(double perplexity) {
        return new PerplexityForecast(perplexity <= LIMIT, LIMIT, FULL);
    }
}
