package org.rnnkit.grader.marking;

import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * What is known about the time of a hand-in.
 *
 * @param time the time; null if only a platform's mark is known, or nothing
 * @param source where this is known from
 */
public record HandInTime(Instant time, Source source) {

    /** Nothing is known. */
    public static final HandInTime UNKNOWN = new HandInTime(null, Source.NONE);

    /** The sources. */
    public enum Source {
        /** Nobody says anything. */
        NONE,
        /** A platform has the time, or the instructor gave it. */
        CLOCK,
        /** The time of a commit, which the student's own computer wrote. */
        COMMIT,
        /** A platform that marks late hand-ins has not marked this one. */
        NOT_MARKED,
        /** A platform has marked it as late, without a time. */
        MARKED_LATE
    }

    /** Makes a time that a platform or the instructor gave. */
    public static HandInTime at(Instant time) {
        return new HandInTime(time, Source.CLOCK);
    }

    /** Reads a time with its zone. */
    static HandInTime parse(String text) {
        return at(ZonedDateTime.parse(text).toInstant());
    }
}
