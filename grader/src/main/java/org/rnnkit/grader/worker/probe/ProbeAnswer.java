package org.rnnkit.grader.worker.probe;

/**
 * What a step's code made of a question.
 *
 * @param values its results; null if there are none
 * @param failure why there are none; empty if there are
 */
public record ProbeAnswer(ProbePayload values, String failure) {}
