package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;

/**
 * The result of one graded test.
 *
 * @param name the test's name, a sentence
 * @param status whether the test passed
 * @param message the reason why it did not pass; empty if it passed
 * @param seconds the test's duration, as its process measured it; the student's code runs in the same process
 * @param comparison the wrong array and the right one; null if the test did not fail at an array, or if the report does not
 *     show it
 */
public record TestReport(String name, TestStatus status, String message, double seconds,
        @JsonInclude(Include.NON_NULL) ArrayComparison comparison) {

    /** Makes the report of a test without arrays. */
    public TestReport(String name, TestStatus status, String message, double seconds) {
        this(name, status, message, seconds, null);
    }

    public TestReport withTexts(String newName, String newMessage) {
        return new TestReport(newName, status, newMessage, seconds, comparison);
    }

    /** Replaces the comparison, which may be null. */
    public TestReport withComparison(ArrayComparison newComparison) {
        return new TestReport(name, status, message, seconds, newComparison);
    }

    public TestReport withSeconds(double measured) {
        return new TestReport(name, status, message, measured, comparison);
    }

    /** Puts the duration into words, such as "3 ms" or "1.25 s". */
    public String time() {
        return seconds < 1 ? Math.max(seconds > 0 ? 1 : 0, Math.round(seconds * 1000)) + " ms"
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    public boolean passed() {
        return status == TestStatus.PASSED;
    }

    public boolean failed() {
        return status == TestStatus.FAILED;
    }
}
