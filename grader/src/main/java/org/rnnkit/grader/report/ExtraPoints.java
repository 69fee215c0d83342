package org.rnnkit.grader.report;

import java.util.Locale;

/**
 * Points beside those of the steps. They add to the score and not to the maximum.
 *
 * @param name what the points are given for, such as "Late"
 * @param score the points; negative for points that are lost
 * @param message the reason for the score; may be empty
 */
public record ExtraPoints(String name, int score, String message) {

    /** The name of the points of the bonus steps, if they count. */
    public static final String BONUS_STEPS = "Bonus steps";

    /** Makes the texts printable. */
    public ExtraPoints {
        name = Printable.of(name);
        message = Printable.of(message);
    }

    /** Puts the points into words: "+3", followed by the reason if there is one. */
    public String summary() {
        return String.format(Locale.ROOT, "%+d", score) + (message.isBlank() ? "" : ", " + message);
    }
}
