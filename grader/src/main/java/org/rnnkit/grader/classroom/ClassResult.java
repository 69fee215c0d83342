package org.rnnkit.grader.classroom;

import org.rnnkit.grader.report.Report;

/**
 * What became of one submission.
 *
 * @param name what it is called
 * @param kind how far it got
 * @param report its report; null if there is none
 * @param reason why there is none; empty if there is
 */
public record ClassResult(String name, Kind kind, Report report, String reason) {

    /** How far a submission got. */
    public enum Kind {
        /** There is a report. */
        GRADED,
        /** It can't be taken as it is: its author's to mend. */
        REFUSED,
        /** The grader's own trouble: no score, and none lost. */
        TROUBLE
    }

    static ClassResult graded(String name, Report report) {
        return new ClassResult(name, Kind.GRADED, report, "");
    }

    static ClassResult refused(String name, String reason) {
        return new ClassResult(name, Kind.REFUSED, null, reason);
    }

    static ClassResult trouble(String name, String reason) {
        return new ClassResult(name, Kind.TROUBLE, null, reason);
    }
}
