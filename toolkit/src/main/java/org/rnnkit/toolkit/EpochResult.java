package org.rnnkit.toolkit;

/**
 * The result of one epoch.
 *
 * @param perplexity exp of the mean cross-entropy per token, in nats; 1 is perfect, and guessing
 *     gives the size of the vocabulary
 * @param tokens the number of tokens predicted
 * @param seconds the wall time in seconds
 */
public record EpochResult(double perplexity, long tokens, double seconds) {

    /**
     * Returns the speed of training.
     *
     * @return tokens per second of wall time
     */
    public double tokensPerSecond() {
        return tokens / seconds;
    }
}
