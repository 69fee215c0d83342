package org.rnnkit.grader.report;

import org.rnnkit.grader.worker.step.TestStatus;

/**
 * The result of one graded test.
 *
 * @param name the test's name, a sentence
 * @param status the test's outcome
 * @param message the reason why it did not pass; empty if it passed
 * @param seconds the test's duration
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
     * Tells whether the test passed.
     *
     * @return true if it passed; false if it failed or was skipped
     */
    public boolean passed() {
        return status == TestStatus.PASSED;
    }

    /**
     * Tells whether the test failed.
     *
     * @return true if it failed; false if it passed or was skipped
     */
    public boolean failed() {
        return status == TestStatus.FAILED;
    }
}
