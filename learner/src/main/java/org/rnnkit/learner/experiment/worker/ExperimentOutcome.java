package org.rnnkit.learner.experiment.worker;

import java.util.List;
import org.rnnkit.grader.worker.WorkerFailure;

/**
 * What an experiment came to.
 *
 * @param runs each variant's runs, one a seed
 * @param failure why there is nothing; null if there is
 */
public record ExperimentOutcome(List<List<Run>> runs, WorkerFailure failure) {

    /**
     * One training.
     *
     * @param perplexities of its epochs; NaN or infinite where it has left the numbers
     * @param seconds of all epochs
     */
    public record Run(double[] perplexities, double seconds) {

        /** Returns the perplexity at the end. */
        public double end() {
            return perplexities[perplexities.length - 1];
        }
    }
}
