package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** The outcome of the independent check of a step. */
public enum CheckStatus {
    /** Every result was right. */
    PASSED("passed"),
    /** A result was wrong, or there was no readable one. */
    FAILED("failed"),
    /** There was nothing to check. */
    NOT_RUN("not-run");

    private final String word;

    CheckStatus(String word) {
        this.word = word;
    }

    /**
     * Returns the word that reports use.
     *
     * @return such as "not-run"
     */
    @JsonValue
    public String word() {
        return word;
    }
}
