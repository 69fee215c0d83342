package org.rnnkit.grader.config;

/**
 * The settings of the training. Null stands for the kit's own number.
 *
 * @param minutes the time limit
 */
public record TrainingSettings(Integer epochs, Integer minutes) {}
