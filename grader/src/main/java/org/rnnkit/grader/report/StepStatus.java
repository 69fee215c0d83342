package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The status of a whole step, which follows from its tests. A student's board has StepState instead. */
public enum StepStatus {
    /** All graded tests passed. */
    PASSED,
    /** The step's code ran and did not pass: a wrong result, a limit exceeded, or a crash. */
    FAILED,
    /** The step is still the stub. */
    NOT_STARTED,
    /** The step's code could not run: it does not compile, or a class or method is missing. */
    ERROR;

    /** Returns the word for this status in reports and on boards, such as "not-started". */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
