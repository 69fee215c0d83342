package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** The outcome of a step. */
public enum StepStatus {
    /** All graded tests and the independent check passed. */
    PASSED("passed"),
    /** The step's code ran and did not pass: a wrong result, a limit exceeded, or a crash. */
    FAILED("failed"),
    /** The step is still the stub. */
    NOT_STARTED("not-started"),
    /** The step's code could not run: it does not compile, or a class or method is missing. */
    ERROR("error");

    private final String word;

    StepStatus(String word) {
        this.word = word;
    }

    /**
     * Returns the word for this status in reports and on boards.
     *
     * @return the word, such as "not-started"
     */
    @JsonValue
    public String word() {
        return word;
    }
}
