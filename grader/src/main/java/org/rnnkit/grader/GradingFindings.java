package org.rnnkit.grader;

import org.rnnkit.grader.extras.Extras.StyleFindings;
import org.rnnkit.grader.report.Report;

/**
 * The results of grading a submission, from which {@code marking} computes the mark. They depend on the submission, the
 * kit and its limits, not on the course's points and deadlines, so they are kept when those change.
 *
 * @param report the report, without extra points and an instructor's decisions
 * @param style the findings of the style check; null if the course gave no points for style
 */
public record GradingFindings(Report report, StyleFindings style) {}
