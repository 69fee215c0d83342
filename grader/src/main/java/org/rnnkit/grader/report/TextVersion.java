package org.rnnkit.grader.report;

/**
 * The text of a training.
 *
 * @param sha256 the SHA-256 hash of its characters as UTF-8
 */
public record TextVersion(String source, String sha256) {}
