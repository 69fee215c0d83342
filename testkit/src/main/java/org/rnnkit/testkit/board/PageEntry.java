package org.rnnkit.testkit.board;

import java.util.List;
import org.rnnkit.testkit.failure.Failure;

/**
 * The part of the verdict page about one step: its state on the board, and what the page shows beside it.
 *
 * @param state the state, with the message that helps most
 * @param failure what the message says; null if it is not the message of a failure
 * @param trace the lines of the step and its tests at which the shown failure happened, the innermost first
 * @param printed what the step's code has printed in one of the tests; empty if nothing
 * @param tests the tests that failed
 */
record PageEntry(StepState state, Failure failure, List<StackTraceElement> trace, String printed,
        List<FailedTest> tests) {

    /** Returns the word of a report for the state. */
    String status() {
        return switch (state.kind()) {
            case PASSED -> "passed";
            case NOT_STARTED -> "not-started";
            case WAITING -> "error";
            case WRONG -> "failed";
        };
    }
}
