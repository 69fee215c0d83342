package org.rnnkit.grader.report;

import java.time.OffsetDateTime;

/**
 * The time of hand-in compared with the deadline, and the points lost.
 *
 * @param deadline the deadline of this student, with its zone
 * @param handedIn the time of hand-in in UTC; null if it is not known
 * @param days the days begun after the deadline; 0 if in time
 * @param points the points lost, 0 or negative
 * @param open whether a person has to decide, because the time is not known
 * @param message the reason for the points, with the numbers
 */
public record Lateness(String deadline, String handedIn, int days, int points, boolean open, String message) {

    public Lateness withMessage(String words) {
        return new Lateness(deadline, handedIn, days, points, open, words);
    }

    /**
     * Returns the time of hand-in in the zone of the deadline, so that a reader can compare the two. Null if it is not
     * known.
     */
    public String localHandedIn() {
        return handedIn == null ? null : OffsetDateTime.parse(handedIn)
                .withOffsetSameInstant(OffsetDateTime.parse(deadline).getOffset()).toString();
    }
}
