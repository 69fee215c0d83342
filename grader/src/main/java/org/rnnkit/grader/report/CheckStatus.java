package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** The outcome of the independent check of a step. */
public enum CheckStatus {
    /** Every answer was right. */
    PASSED("passed"),
    /** An answer was wrong, missing or unreadable. */
    FAILED("failed"),
    /** The check did not run, because the step is not written or did not finish. */
    NOT_RUN("not-run");

    private final String word;

    CheckStatus(String word) {
        this.word = word;
    }

    /**
     * Returns the word for this outcome in reports.
     *
     * @return the word, such as "not-run"
     */
    @JsonValue
    public String word() {
        return word;
    }
}
