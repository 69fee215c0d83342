package org.rnnkit.classroom;

import org.rnnkit.grader.Grader;
import org.rnnkit.grader.GradingContext;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.submission.Intake;

/**
 * The parts of a class's grading that all submissions share.
 *
 * @param intake reads submissions
 * @param fingerprint a fingerprint of everything that the findings depend on, apart from the submissions
 * @param marking computes the marks
 * @param context the circumstances of the grading
 * @param feedback writes the report of each student
 */
record Course(Intake intake, Grader grader, String fingerprint, Marking marking, GradingContext context,
        StudentFeedback feedback) {}
