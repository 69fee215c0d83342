package org.rnnkit.classroom.results;

/** The kinds of results. */
public enum ResultKind {
    /** The submission was graded, and there is a report. */
    GRADED,
    /** The submission can't be read or has no step in it. Its author has to hand in again. */
    REFUSED,
    /** The submission could not be fetched from the student's repository. The score stays open. */
    NOT_FETCHED,
    /** No submission: another entry of the inbox, which the table and the page list so that nobody misses it. */
    IGNORED,
    /** The submission was graded, and another hand-in of the same student counts. */
    NOT_COUNTED,
    /** The grader failed twice with this submission. There is no mark, and that is not its author's fault. */
    SET_ASIDE,
    /** The submission is waiting to be graded, while the class is graded. */
    WAITING,
    /** The submission is being graded. */
    BEING_GRADED,
    /** The roster has a time of hand-in, and there is nothing in the inbox. */
    NOT_IN_INBOX,
    /** The submission is on the roster, and there is no result. */
    MISSING
}
