package org.rnnkit.learner.worker;

/**
 * A request to continue a text.
 *
 * @param prefix the text to continue
 * @param length the number of characters to write
 * @param temperature 0 takes the most likely character each time, 1 draws with the model's probabilities, more is wilder
 */
public record PlayRequest(String prefix, int length, double temperature) {}
