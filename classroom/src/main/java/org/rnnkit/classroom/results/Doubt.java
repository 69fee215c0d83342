package org.rnnkit.classroom.results;

import org.rnnkit.grader.report.PointsOverride;

/**
 * Something that an instructor has to decide before a student gets a grade: whose a submission is, or which one counts.
 *
 * @param about the submission or the student
 * @param reason what is in doubt
 * @param line the line in overrides.csv that settles it; empty if none does
 */
public record Doubt(String about, String reason, String line) {

    /** Makes the doubt whether a submission is that of the student whose key it has. */
    public static Doubt ofPerson(String submission, String reason) {
        return new Doubt(submission, reason, ScoresTable.line(submission, PointsOverride.PERSON, "", "REASON", "YOUR NAME"));
    }

    /** Puts it into words. */
    public String sentence() {
        return about + ": " + reason;
    }
}
