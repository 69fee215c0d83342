package org.rnnkit.grader.report;

/**
 * The result of a step's independent check. The step's code answers questions with fresh random values, and the grader
 * compares the answers in its own process, where no student code runs.
 *
 * @param status the outcome
 * @param message the first wrong answer, or the reason why the check did not run; empty if it passed
 */
public record IndependentCheck(CheckStatus status, String message) {

    /** A check that passed. */
    public static final IndependentCheck PASSED = new IndependentCheck(CheckStatus.PASSED, "");

    /**
     * Replaces the message.
     *
     * @param words what did not agree, or why it was not run; empty if it passed
     * @return the same outcome with another message
     */
    public IndependentCheck withMessage(String words) {
        return new IndependentCheck(status, words);
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
     * Makes the result of a check that failed.
     *
     * @param message the wrong answer and the expected one
     * @return the failed check
     */
    public static IndependentCheck failed(String message) {
        return new IndependentCheck(CheckStatus.FAILED, message);
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
