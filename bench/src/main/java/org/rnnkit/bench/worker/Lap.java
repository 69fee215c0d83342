package org.rnnkit.bench.worker;

/**
 * The work that a process has done in one turn.
 *
 * @param tokens the number of tokens that it trained on
 * @param seconds the wall time, measured by the process itself
 * @param perplexity the perplexity of the last epoch, complete or not; null if the task does not train
 */
public record Lap(long tokens, double seconds, Double perplexity) {

    /** Returns the speed. */
    public double tokensPerSecond() {
        return tokens / seconds;
    }
}
