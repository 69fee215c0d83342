package org.rnnkit.grader.config;

/**
 * The settings of one step. Null stands for the kit's own number.
 *
 * @param seconds the time limit of its tests
 */
public record StepMarks(Integer points, Integer seconds) {}
