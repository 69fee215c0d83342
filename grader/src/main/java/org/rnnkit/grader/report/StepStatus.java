package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a step came out. */
public enum StepStatus {
    /** All its tests passed. */
    PASSED("passed"),
    /** It ran and did not pass. */
    FAILED("failed"),
    /** It is still the stub. */
    NOT_STARTED("not-started"),
    /** It could not be run. */
    ERROR("error");

    private final String word;

    StepStatus(String word) {
        this.word = word;
    }

    /**
     * Returns the word that reports and boards use.
     *
     * @return such as "not-started"
     */
    @JsonValue
    public String word() {
        return word;
    }
}
