package org.rnnkit.grader.worker;

import java.util.List;

/**
 * A piece of text as a model reads it.
 *
 * @param text the characters
 * @param numHiddens the number of hidden units
 * @param activations after each character each unit's activation, from -127 for -1 to 127 for 1: [text][numHiddens]
 * @param guesses after each character what the model holds for likely next
 */
public record Excerpt(String text, int numHiddens, byte[] activations, List<List<Guess>> guesses) {

    /**
     * A character that may come next.
     *
     * @param token the character
     * @param probability how likely it is
     */
    public record Guess(String token, double probability) {}
}
