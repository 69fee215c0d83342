package org.rnnkit.grader.worker.step;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The status of one graded test, in a worker's result and in the report. Only PASSED counts as a pass. */
public enum TestStatus {
    /** The test finished, and all its assertions hold. */
    PASSED,
    /** An assertion does not hold, or the step's code threw. */
    FAILED,
    /** The test did not run, or it aborted because a precondition was missing. */
    SKIPPED;

    /** Returns the word for this status in reports, such as "passed". */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
