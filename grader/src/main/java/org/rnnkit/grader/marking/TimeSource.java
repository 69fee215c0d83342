package org.rnnkit.grader.marking;

/** The sources. */
public enum TimeSource {
    /** Nobody says anything. */
    NONE,
    /** A platform has the time, or the instructor gave it. */
    CLOCK,
    /** GitHub received the commit then. */
    PUSH,
    /** The time of a commit, which the student's own computer wrote. */
    COMMIT,
    /** A platform that marks late hand-ins has not marked this one. */
    NOT_MARKED,
    /** A platform has marked it as late, without a time. */
    MARKED_LATE
}
