package org.rnnkit.learner.memory;

/**
 * The state of the measurement.
 *
 * @param percent the finished part of a running measurement in percent; -1 if none runs
 * @param problem the reason why the last one failed; null if it did not
 * @param memory the last result; null if there is none
 */
public record MemoryState(int percent, String problem, Memory memory) {

    /** The state before the first measurement. */
    static final MemoryState NOTHING = new MemoryState(-1, null, null);

    /** Returns the state after a successful measurement. */
    static MemoryState of(Memory memory) {
        return new MemoryState(-1, null, memory);
    }

    /** Returns the state while a measurement runs. */
    MemoryState running(int newPercent) {
        return new MemoryState(newPercent, null, memory);
    }

    /** Returns the state after a failure. */
    MemoryState failed(String sentence) {
        return new MemoryState(-1, sentence, memory);
    }

    /** Returns the state after the learner has stopped the measurement. */
    MemoryState stopped() {
        return new MemoryState(-1, null, memory);
    }

    /**
     * Tells whether a measurement runs.
     *
     * @return whether it does
     */
    public boolean isRunning() {
        return percent >= 0;
    }
}
