package org.rnnkit.grader.worker;

/**
 * What a model wrote.
 *
 * @param text prefix and continuation
 * @param failure why there is none; null if there is
 */
public record GenerationOutcome(String text, Failure failure) {}
