package org.rnnkit.grader.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kind of isolation that a worker process has. */
public enum IsolationKind {
    /** The sandbox: only what ran in it may give a mark. */
    BUBBLEWRAP,
    /** A plain process with limits and without a sandbox, for a learner's own code. */
    PROCESS;

    /** Returns the word that reports and options use, such as "bubblewrap". */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
