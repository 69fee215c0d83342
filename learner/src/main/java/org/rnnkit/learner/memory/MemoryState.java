package org.rnnkit.learner.memory;

/**
 * The state of the measurement.
 *
 * @param percent the finished part of a running measurement in percent; -1 if none runs
 * @param isStopping whether the running measurement is being stopped
 * @param problem the reason why the last one failed; null if it did not
 * @param memory the last result; null before the first one
 */
public record MemoryState(int percent, boolean isStopping, String problem, Memory memory) {

    /**
     * Tells whether a measurement runs.
     *
     * @return whether it does
     */
    public boolean isRunning() {
        return percent >= 0;
    }
}
