package org.rnnkit.classroom.attempts;

import org.rnnkit.grader.report.Report;

/**
 * One attempt of a student.
 *
 * @param report the report
 * @param sources the hash of the sources that were graded; empty if the report does not have it
 */
public record Attempt(Report report, String sources) {}
