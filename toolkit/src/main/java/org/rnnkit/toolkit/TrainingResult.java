package org.rnnkit.toolkit;

import java.util.List;

/**
 * The result of a whole training.
 *
 * @param epochs the results of the epochs, in order
 * @param samples the texts that the trained model wrote
 */
public record TrainingResult(List<EpochResult> epochs, List<String> samples) {

    /** Copies the lists, so that a result never changes. */
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
