package org.rnnkit.classroom.results;

import org.rnnkit.grader.report.Report;

/**
 * What a student gets.
 *
 * @param student the name on the roster, with the number if two have this name; without a roster the submission's name
 * @param handIn the hand-in that counts; empty if there is none, or if it is not clear which one counts
 * @param score the score, in words
 */
public record StudentMark(String student, String handIn, String score) {

    private static final String NO_SCORE = "no score";

    /** Makes the mark of a student, with the result that counts; null if none does. */
    public static StudentMark of(String student, ClassroomResult counted) {
        Report report = counted == null ? null : counted.report();
        return new StudentMark(student, counted == null ? "" : counted.name(),
                report == null ? NO_SCORE : report.getScore() + " of " + report.getMaxScore());
    }
}
