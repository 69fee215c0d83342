package org.rnnkit.classroom.results;

import java.util.List;

/**
 * What is another one than in the last run, in sentences without a full stop.
 *
 * @param marks the students with another score than in the last run, or with one in only one of both, with both scores
 * @param times the submissions with other sources and the same time of hand-in
 */
public record Changes(List<String> marks, List<String> times) {

    /** Nothing has changed. */
    public static final Changes NONE = new Changes(List.of(), List.of());
}
