package org.rnnkit.bench.worker;

/**
 * What a process did in its turn.
 *
 * @param tokens how many tokens it trained on
 * @param seconds wall time, by its own clock
 * @param perplexity of the last epoch, whole or not; null of what does not train
 */
public record Lap(long tokens, double seconds, Double perplexity) {

    /** Its speed. */
    public double tokensPerSecond() {
        return tokens / seconds;
    }
}
