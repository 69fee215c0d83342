package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Locale;
import org.rnnkit.grader.worker.step.StepResult.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;

/**
 * The result of one graded test.
 *
 * @param name the test's name, a sentence
 * @param status the test's outcome
 * @param message the reason why it did not pass; empty if it passed
 * @param seconds the test's duration, as its process measured it; the student's code runs in the same process
 * @param comparison the wrong array and the right one; null if the test did not fail at an array, or if the report does not
 *     show it
 */
public record TestReport(String name, TestStatus status, String message, double seconds,
        @JsonInclude(Include.NON_NULL) ArrayComparison comparison) {

    /**
     * Makes the report of a test without arrays.
     *
     * @param name the test's name, a sentence
     * @param status the test's outcome
     * @param message the reason why it did not pass; empty if it passed
     * @param seconds the test's duration
     */
    public TestReport(String name, TestStatus status, String message, double seconds) {
        this(name, status, message, seconds, null);
    }

    /**
     * Replaces the texts.
     *
     * @param newName the test's name
     * @param newMessage why it did not pass; empty if it did
     * @return the same outcome with other texts
     */
    public TestReport withTexts(String newName, String newMessage) {
        return new TestReport(newName, status, newMessage, seconds, comparison);
    }

    /**
     * Replaces the comparison.
     *
     * @param newComparison the wrong array and the right one, or null
     * @return this report with the comparison
     */
    public TestReport withComparison(ArrayComparison newComparison) {
        return new TestReport(name, status, message, seconds, newComparison);
    }

    /**
     * Replaces the duration.
     *
     * @param measured the duration in seconds
     * @return this report with the duration
     */
    public TestReport withSeconds(double measured) {
        return new TestReport(name, status, message, measured, comparison);
    }

    /**
     * Puts the duration into words.
     *
     * @return such as "3 ms" or "1.25 s"
     */
    public String time() {
        return seconds < 1 ? Math.max(seconds > 0 ? 1 : 0, Math.round(seconds * 1000)) + " ms"
                : String.format(Locale.ROOT, "%.2f s", seconds);
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
