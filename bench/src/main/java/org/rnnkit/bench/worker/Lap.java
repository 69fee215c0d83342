package org.rnnkit.bench.worker;

/**
 * The work that a process has done in one turn.
 *
 * @param tokens the number of tokens that it trained on
 * @param seconds the wall time, measured by the process itself
 * @param perplexity the perplexity of the last epoch, complete or not; null if the task does not train
 * @param error the reason if the process can't do its task, such as a missing compiler; null if it can
 */
public record Lap(long tokens, double seconds, Double perplexity, String error) {

    /** Returns the speed. */
    public double tokensPerSecond() {
        return tokens / seconds;
    }
}
