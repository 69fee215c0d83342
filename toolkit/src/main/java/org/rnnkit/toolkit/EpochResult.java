package org.rnnkit.toolkit;

/**
 * What one epoch came to.
 *
 * @param perplexity exp of the mean cross-entropy per token, in nats; 1 is perfect, the vocabulary's
 *     size is guessing
 * @param tokens the number of tokens predicted
 * @param seconds wall time
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
