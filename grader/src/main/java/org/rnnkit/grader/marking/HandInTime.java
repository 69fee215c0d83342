package org.rnnkit.grader.marking;

import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * What is known about the time of a hand-in.
 *
 * @param time the time; null if only a platform's mark is known, or nothing
 * @param source where this is known from
 */
public record HandInTime(Instant time, TimeSource source) {

    /** Nothing is known. */
    public static final HandInTime UNKNOWN = new HandInTime(null, TimeSource.NONE);

    /** Makes a time that a platform or the instructor gave. */
    public static HandInTime at(Instant time) {
        return new HandInTime(time, TimeSource.CLOCK);
    }

    /** Reads a time with its zone. */
    static HandInTime parse(String text) {
        return at(ZonedDateTime.parse(text).toInstant());
    }
}
