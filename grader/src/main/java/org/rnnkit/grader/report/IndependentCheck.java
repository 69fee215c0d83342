package org.rnnkit.grader.report;

/**
 * What the independent check of a step came to: results of its code for values drawn anew, compared where no code
 * of a student's runs.
 *
 * @param status its outcome in a word
 * @param message what did not agree, or why it was not run; empty if it passed
 */
public record IndependentCheck(CheckStatus status, String message) {

    /** The results are right. */
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
     * A result is not right.
     *
     * @param message which, and what it should be
     * @return the check
     */
    public static IndependentCheck failed(String message) {
        return new IndependentCheck(CheckStatus.FAILED, message);
    }

    /**
     * There is nothing to check.
     *
     * @param why the reason
     * @return the check
     */
    public static IndependentCheck notRun(String why) {
        return new IndependentCheck(CheckStatus.NOT_RUN, why);
    }
}
