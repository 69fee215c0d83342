package org.rnnkit.classroom.results;

import java.util.List;

/**
 * A mistake that one or more submissions of a class have.
 *
 * @param step the number of the step that failed
 * @param title the likely mistake that the report names, else the first line of its message
 * @param message the message in the first report
 * @param who the submissions
 */
public record Mistake(int step, String title, String message, List<SubmissionRow> who) {}
