package org.rnnkit.testkit.board;

/** The kind of state, which decides the sign on the board. */
public enum StepStateKind {
    /** All tests pass. */
    PASSED,
    /** The step is still the stub. */
    NOT_STARTED,
    /** The step calls another step that is not right yet. */
    WAITING,
    /** Tests fail, or the step does not compile. */
    WRONG
}
