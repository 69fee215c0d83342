package org.rnnkit.grader.report;

/**
 * The points of a step that failed, from the groups of its tests that passed.
 *
 * @param points the points given
 * @param byTests the points of the groups whose tests all passed
 * @param byCheck the most points that the independent check allows
 * @param message the numbers, as a sentence
 */
public record PartialCredit(int points, int byTests, int byCheck, String message) {}
