package org.rnnkit.testkit.board;

import org.rnnkit.testkit.steps.Step;

/**
 * How a step stands.
 *
 * @param step the step
 * @param kind in one word
 * @param words in a few
 * @param message what helps most; empty where there is nothing to say
 */
public record StepState(Step step, Kind kind, String words, String message) {

    /** In one word. */
    public enum Kind {
        /** All its tests pass. */
        PASSED,
        /** It is still the stub. */
        NOT_STARTED,
        /** It needs another step that is not right yet. */
        WAITING,
        /** It is not right yet. */
        WRONG
    }

    /**
     * Tells whether there is nothing left to do.
     *
     * @return whether all its tests pass
     */
    public boolean isPassed() {
        return kind == Kind.PASSED;
    }
}
