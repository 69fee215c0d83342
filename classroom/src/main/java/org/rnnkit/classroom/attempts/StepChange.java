package org.rnnkit.classroom.attempts;

import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.testkit.board.StepMessage;

/**
 * The change of one step between two attempts.
 *
 * @param before the step's report in the older attempt
 * @param after its report in the newer one
 */
public record StepChange(StepReport before, StepReport after) {

    /** The kinds of changes, in the order in which they are shown. */
    public enum Kind {
        /** The step has a smaller share of its points, or got farther before. */
        WORSE,
        /** The step has a larger share of its points, or gets farther now. */
        BETTER,
        /** The share of the points is the same and the reason is another. */
        OTHER,
        /** Nothing changed, except perhaps the numbers that the tests draw. */
        SAME;

        /**
         * Returns the kind in words.
         *
         * @return a word for a table
         */
        public String word() {
            return switch (this) {
                case WORSE -> "worse";
                case BETTER -> "better";
                case OTHER -> "other reason";
                case SAME -> "same";
            };
        }
    }

    /**
     * Compares the two reports: first the share of the step's points, then how far the step got, then the reason. If the
     * course changed what the step is worth, a difference of less than one point is only rounding.
     *
     * @return the kind of the change
     */
    public Kind kind() {
        int difference = after.score() * before.maxScore() - before.score() * after.maxScore();
        if (Math.abs(difference) < Math.max(before.maxScore(), after.maxScore())) {
            difference = 0;
        }
        if (difference == 0) {
            difference = progress(after.status()) - progress(before.status());
        }
        if (difference != 0) {
            return difference < 0 ? Kind.WORSE : Kind.BETTER;
        }
        return before.reason().equals(after.reason()) ? Kind.SAME : Kind.OTHER;
    }

    private static int progress(StepStatus status) {
        return switch (status) {
            case NOT_STARTED -> 0;
            case ERROR -> 1;
            case FAILED -> 2;
            case PASSED -> 3;
        };
    }

    /** The message of a stub only says what its status says. */
    private static String message(StepReport step) {
        return step.status() == StepStatus.NOT_STARTED ? "" : StepMessage.withoutAdvice(step.message());
    }

    /**
     * Returns the older message.
     *
     * @return the message without the lines on how to repeat the tests; empty if the step had passed or was not begun
     */
    public String oldMessage() {
        return message(before);
    }

    /**
     * Returns the newer message.
     *
     * @return the message without the lines on how to repeat the tests; empty if the step passes or is not begun
     */
    public String newMessage() {
        return message(after);
    }
}
