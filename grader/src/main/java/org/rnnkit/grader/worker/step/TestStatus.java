package org.rnnkit.grader.worker.step;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The outcome of one graded test. Only PASSED counts as a pass. */
public enum TestStatus {
    /** It ran to its end, and everything it asserts holds. */
    PASSED,
    /** An assertion does not hold, or the step's code threw. */
    FAILED,
    /** It was not run, or it gave up because something it needs is not there. */
    SKIPPED;

    /**
     * Returns the word that reports use.
     *
     * @return such as "passed"
     */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
