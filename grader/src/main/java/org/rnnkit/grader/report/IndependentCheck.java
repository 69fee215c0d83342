package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * The result of a step's independent check. The step's code answers questions with fresh random values, and the grader
 * compares the answers in its own process, where no student code runs.
 *
 * @param status the outcome
 * @param message the first wrong answer, or the reason why the check did not run; empty if it passed
 * @param right the number of a failed check's answers whose results were right; what the code did beside the results, such as
 *     arrays that it left open, does not count here; 0 if the number was not counted
 * @param asked the number of questions of a failed check; 0 if the number was not counted
 */
public record IndependentCheck(CheckStatus status, String message, @JsonInclude(Include.NON_DEFAULT) int right,
        @JsonInclude(Include.NON_DEFAULT) int asked) {

    /**
     * Makes a result without the number of answers.
     *
     * @param status the outcome
     * @param message the first wrong answer, or the reason why the check did not run
     */
    public IndependentCheck(CheckStatus status, String message) {
        this(status, message, 0, 0);
    }

    /** A check that passed. */
    public static final IndependentCheck PASSED = new IndependentCheck(CheckStatus.PASSED, "");

    /**
     * Replaces the message.
     *
     * @param words what did not agree, or why it was not run; empty if it passed
     * @return the same outcome with another message
     */
    public IndependentCheck withMessage(String words) {
        return new IndependentCheck(status, words, right, asked);
    }

    /**
     * Tells whether the check ran. If it did not, a reader has nothing to look at.
     *
     * @return true if it passed or failed
     */
    public boolean ran() {
        return status != CheckStatus.NOT_RUN;
    }

    /**
     * Tells whether a check failed only because of what the code did beside its results.
     *
     * @return true if all results of a failed check were right
     */
    public boolean hasRightResults() {
        return asked > 0 && right == asked;
    }

    /**
     * Makes the result of a check that failed.
     *
     * @param message the wrong answer and the expected one
     * @return the failed check
     */
    public static IndependentCheck failed(String message) {
        return new IndependentCheck(CheckStatus.FAILED, message);
    }

    /**
     * Adds the number of answers.
     *
     * @param rightAnswers how many had right results
     * @param questions how many questions were asked
     * @return this result with both numbers
     */
    public IndependentCheck withAnswers(int rightAnswers, int questions) {
        return new IndependentCheck(status, message, rightAnswers, questions);
    }

    /**
     * Makes the result of a check that did not run.
     *
     * @param reason why it did not run
     * @return the check
     */
    public static IndependentCheck notRun(String reason) {
        return new IndependentCheck(CheckStatus.NOT_RUN, reason);
    }
}
