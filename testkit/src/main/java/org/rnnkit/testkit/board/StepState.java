package org.rnnkit.testkit.board;

import org.rnnkit.testkit.steps.Step;

/**
 * The state of a step on the board.
 *
 * @param step the step
 * @param kind the kind of state
 * @param words a few words that describe the state
 * @param message the message that helps most; empty if there is none
 */
public record StepState(Step step, Kind kind, String words, String message) {

    /** The kind of state. */
    public enum Kind {
        /** All tests pass. */
        PASSED,
        /** The step is still the stub. */
        NOT_STARTED,
        /** The step calls another step that is not right yet. */
        WAITING,
        /** Tests fail, or the step does not compile. */
        WRONG
    }

    /**
     * Tells whether the step passes.
     *
     * @return whether all tests pass
     */
    public boolean isPassed() {
        return kind == Kind.PASSED;
    }
}
