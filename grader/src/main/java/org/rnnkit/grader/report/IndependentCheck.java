package org.rnnkit.grader.report;

/**
 * The result of a step's independent check. The step's code answers questions with fresh random values, and the grader
 * compares the answers in its own process, where no student code runs.
 *
 * @param message the first wrong answer, or the reason why the check did not run; empty if it passed
 */
public record IndependentCheck(CheckStatus status, String message) {

    /** A check that passed. */
    public static final IndependentCheck PASSED = new IndependentCheck(CheckStatus.PASSED, "");

    public IndependentCheck withMessage(String words) {
        return new IndependentCheck(status, words);
    }

    /** Tells whether the check ran. If it did not, a reader has nothing to look at. */
    public boolean ran() {
        return status != CheckStatus.NOT_RUN;
    }

    public static IndependentCheck failed(String message) {
        return new IndependentCheck(CheckStatus.FAILED, message);
    }

    public static IndependentCheck notRun(String reason) {
        return new IndependentCheck(CheckStatus.NOT_RUN, reason);
    }
}
