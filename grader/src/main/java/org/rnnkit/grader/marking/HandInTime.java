package org.rnnkit.grader.marking;

import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * What is known about the time of a hand-in.
 *
 * @param time the time; null if only a platform's mark is known, or nothing
 * @param source where this is known from
 * @param commit the hash of the commit that was handed in; null for other hand-ins
 */
public record HandInTime(Instant time, TimeSource source, String commit) {

    /** Nothing is known. */
    public static final HandInTime UNKNOWN = new HandInTime(null, TimeSource.NONE);

    /** Makes what is known about something that is no commit. */
    public HandInTime(Instant time, TimeSource source) {
        this(time, source, null);
    }

    /** Makes a time that a platform or the instructor gave. */
    public static HandInTime at(Instant time) {
        return new HandInTime(time, TimeSource.CLOCK);
    }

    /** Reads a time with its zone. */
    static HandInTime parse(String text) {
        return at(ZonedDateTime.parse(text).toInstant());
    }
}
