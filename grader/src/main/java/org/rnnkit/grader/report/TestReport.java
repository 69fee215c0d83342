package org.rnnkit.grader.report;

import java.util.Locale;
import org.rnnkit.grader.worker.step.TestStatus;

/**
 * The result of one graded test.
 *
 * @param name the test's name, a sentence
 * @param status whether the test passed
 * @param message the reason why it did not pass; empty if it passed
 * @param seconds the test's duration, as its process measured it; the student's code runs in the same process
 */
public record TestReport(String name, TestStatus status, String message, double seconds) {

    /** Makes the texts printable. */
    public TestReport {
        name = Printable.of(name);
        message = Printable.of(message);
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
