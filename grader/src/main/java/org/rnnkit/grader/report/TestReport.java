package org.rnnkit.grader.report;

import org.rnnkit.grader.worker.step.TestStatus;

/**
 * The outcome of one graded test.
 *
 * @param name its name, a sentence
 * @param status its outcome in a word
 * @param message why it did not pass; empty if it did
 * @param seconds how long it took
 */
public record TestReport(String name, TestStatus status, String message, double seconds) {

    /**
     * Replaces the texts.
     *
     * @param newName the test's name
     * @param newMessage why it did not pass; empty if it did
     * @return the same outcome with other texts
     */
    public TestReport withTexts(String newName, String newMessage) {
        return new TestReport(newName, status, newMessage, seconds);
    }

    /**
     * Tells a pass from everything else.
     *
     * @return whether it passed
     */
    public boolean passed() {
        return status == TestStatus.PASSED;
    }

    /**
     * Tells a failure from a test that was skipped.
     *
     * @return whether it failed
     */
    public boolean failed() {
        return status == TestStatus.FAILED;
    }
}
