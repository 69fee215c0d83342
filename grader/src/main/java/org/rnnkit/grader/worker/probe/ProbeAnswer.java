package org.rnnkit.grader.worker.probe;

/**
 * The answer of a step's code to one question.
 *
 * @param values the results; null after a failure
 * @param failure the reason of a failure; empty if there are results
 */
public record ProbeAnswer(ProbePayload values, String failure) {}
