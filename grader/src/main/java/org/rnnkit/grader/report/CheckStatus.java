package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The status of a step's independent check, one part of what decides the {@link StepStatus}. */
public enum CheckStatus {
    /** Every answer was right. */
    PASSED,
    /** An answer was wrong, missing or unreadable. */
    FAILED,
    /** The check did not run, because the step is not written or did not finish. */
    NOT_RUN;

    /** Returns the word for this status in reports, such as "not-run". */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
