package org.rnnkit.grader.config;

/**
 * What an instructor changes in the training of a grading. Null stands for the chapter's number, in Hyperparameters.
 *
 * @param minutes the time limit
 */
public record TrainingOverrides(Integer epochs, Integer minutes) {}
