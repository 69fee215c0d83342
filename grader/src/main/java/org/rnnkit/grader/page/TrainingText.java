package org.rnnkit.grader.page;

/**
 * A text that the model wrote.
 *
 * @param epoch the epoch after which it was written, from 1
 */
public record TrainingText(int epoch, String text) {}
