package org.rnnkit.toolkit;

import java.util.List;

/**
 * What a whole training came to.
 *
 * @param epochs the epochs' results, first to last
 * @param samples the texts that the trained model wrote
 */
public record TrainingResult(List<EpochResult> epochs, List<String> samples) {

    /** Keeps its own copies, so that a result does not change once given. */
    public TrainingResult {
        epochs = List.copyOf(epochs);
        samples = List.copyOf(samples);
    }

    /**
     * Returns the perplexity of the last epoch.
     *
     * @return the final perplexity, or NaN after zero epochs
     */
    public double perplexity() {
        return epochs.isEmpty() ? Double.NaN : epochs.get(epochs.size() - 1).perplexity();
    }

    /**
     * Returns the speed over all epochs.
     *
     * @return tokens per second of training, or NaN after zero epochs
     */
    public double tokensPerSecond() {
        long tokens = epochs.stream().mapToLong(EpochResult::tokens).sum();
        return tokens / epochs.stream().mapToDouble(EpochResult::seconds).sum();
    }
}
