package org.rnnkit.learner.play;

import java.util.Locale;

/**
 * A character that may come next.
 *
 * @param probability the model's own probability for it
 */
public record Candidate(String character, double probability) {

    /** Returns the character as it can be seen. */
    public String shown() {
        return character.equals(" ") ? "space" : character;
    }

    /** Returns the probability as a percentage. */
    public String percent() {
        return String.format(Locale.ROOT, "%.0f %%", 100 * probability);
    }
}
