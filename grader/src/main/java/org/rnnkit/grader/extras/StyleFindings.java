package org.rnnkit.grader.extras;

import org.rnnkit.grader.worker.source.StyleWorker.StyleAnswer;

/**
 * The result of a submission's style check, before any points are computed.
 *
 * @param rules the hash of the rules
 * @param answer the violations, or the reason why the sources could not be checked
 */
public record StyleFindings(String rules, StyleAnswer answer) {}
