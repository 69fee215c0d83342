package org.rnnkit.grader.report;

import org.rnnkit.testkit.board.StepMessage;

/** The reason in the message of a failed step: what is the same for each draw of the tests. */
public final class FailureReason {

    private FailureReason() {}

    /**
     * Removes from a message what differs between two runs of the same code: the seed, and the numbers that the tests draw.
     *
     * @param message the message of a step
     * @return the message with a "#" for each number; only for comparisons, not for readers
     */
    public static String of(String message) {
        return StepMessage.withoutAdvice(message).replaceAll("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?", "#");
    }
}
