package org.rnnkit.grader.report;

/**
 * A place in a submission.
 *
 * @param file the file, from the submission's folder
 * @param line the line, from 1
 */
public record Location(String file, int line) {}
