package org.rnnkit.grader.report;

/**
 * How one graded test came out.
 *
 * @param name its name, a sentence
 * @param status "passed", "failed" or "skipped"
 * @param message why it did not pass; empty if it did
 * @param seconds how long it took
 */
public record TestReport(String name, String status, String message, double seconds) {}
