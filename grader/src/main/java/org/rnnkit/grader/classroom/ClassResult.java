package org.rnnkit.grader.classroom;

import org.rnnkit.grader.report.Report;

/**
 * The result of one submission in a class.
 *
 * @param name the submission's name
 * @param kind the kind of result
 * @param report the report; null unless the submission was graded
 * @param reason the reason why there is no report; empty if there is one
 */
public record ClassResult(String name, Kind kind, Report report, String reason) {

    /** The kinds of results. */
    public enum Kind {
        /** The submission was graded, and there is a report. */
        GRADED,
        /** The submission can't be read or has no step in it. Its author has to hand in again. */
        REFUSED,
        /** A grader error. There is no score, and this is not the submission's fault. */
        GRADER_ERROR
    }

    static ClassResult graded(String name, Report report) {
        return new ClassResult(name, Kind.GRADED, report, "");
    }

    static ClassResult refused(String name, String reason) {
        return new ClassResult(name, Kind.REFUSED, null, reason);
    }

    static ClassResult graderError(String name, String reason) {
        return new ClassResult(name, Kind.GRADER_ERROR, null, reason);
    }
}
