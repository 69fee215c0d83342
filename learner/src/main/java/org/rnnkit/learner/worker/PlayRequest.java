package org.rnnkit.learner.worker;

import java.util.Locale;

/**
 * One of the requests after it.
 *
 * @param prefix the text to continue
 * @param length the number of characters to write
 * @param temperature 0 takes the most likely character each time, 1 draws with the model's probabilities, more is wilder
 */
public record PlayRequest(String prefix, int length, double temperature) {

    /**
     * Returns what a model can read of a typed text. Models know only the characters of their cleaned text, so capitals
     * become small letters, and other characters become a space.
     */
    public static String readable(String typed) {
        return typed.replaceAll("[^A-Za-z]+", " ").toLowerCase(Locale.ROOT);
    }
}
