package org.rnnkit.learner.experiment.worker;

import java.util.List;
import org.rnnkit.grader.worker.WorkerFailure;

/**
 * The outcome of an experiment.
 *
 * @param runs each variant's runs, one for each seed
 * @param failure the reason why there are no runs; null if there are
 */
public record ExperimentOutcome(List<List<Run>> runs, WorkerFailure failure) {

    /**
     * Tells whether all results are there. The steps' code could send others.
     *
     * @param variants the number of variants
     * @param seeds the number of runs of each
     * @param epochs the number of epochs of each run
     * @return whether there are exactly as many
     */
    public boolean has(int variants, int seeds, int epochs) {
        return runs != null && runs.size() == variants && runs.stream().allMatch(ofVariant -> ofVariant != null
                && ofVariant.size() == seeds && ofVariant.stream().allMatch(run -> run != null
                && run.perplexities() != null && run.perplexities().length == epochs));
    }

    /**
     * The result of one training.
     *
     * @param perplexities the perplexity of each epoch; NaN or infinite where the training diverged
     * @param seconds the time of all epochs
     */
    public record Run(double[] perplexities, double seconds) {

        /** Returns the perplexity at the end. */
        public double end() {
            return perplexities[perplexities.length - 1];
        }
    }
}
