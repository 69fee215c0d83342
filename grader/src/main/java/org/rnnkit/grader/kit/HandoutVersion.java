package org.rnnkit.grader.kit;

import java.util.Objects;

/**
 * An entry in the history of a handout.
 *
 * @param version the number of the handout, 1 for the first
 * @param date the day on which it was made, such as 2026-11-26
 * @param commit the commit of the kit that it was made from; empty if the kit is not a git repository
 */
public record HandoutVersion(int version, String date, String commit) {

    /** Replaces a missing text by an empty one: the record may come from anybody. */
    public HandoutVersion {
        date = Objects.requireNonNullElse(date, "");
        commit = Objects.requireNonNullElse(commit, "");
    }
}
