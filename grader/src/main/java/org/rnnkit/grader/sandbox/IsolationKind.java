package org.rnnkit.grader.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kind of isolation that a worker process has. */
public enum IsolationKind {
    /** The sandbox of bubblewrap. */
    BUBBLEWRAP,
    /** The sandbox of unshare and setpriv. */
    UNSHARE,
    /** A process with limits and without a sandbox. */
    PROCESS;

    /**
     * Returns the word that reports and options use.
     *
     * @return such as "bubblewrap"
     */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a kind by its word.
     *
     * @param word such as "bubblewrap"
     * @return the kind, if there is one of that name
     */
    public static Optional<IsolationKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
