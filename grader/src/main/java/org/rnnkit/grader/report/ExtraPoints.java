package org.rnnkit.grader.report;

import java.util.Locale;

/**
 * Points that do not belong to a step. An instructor's grading.yaml defines them.
 *
 * @param name what the points are given for, such as "Style"
 * @param score the points reached
 * @param maxScore the points that can be reached; 0 for a bonus, which adds to the score but not to the maximum
 * @param message the reason for the score; may be empty
 */
public record ExtraPoints(String name, int score, int maxScore, String message) {

    /**
     * Replaces the texts.
     *
     * @param newName what the points are for
     * @param newMessage how they came about
     * @return the same points with other texts
     */
    public ExtraPoints withTexts(String newName, String newMessage) {
        return new ExtraPoints(newName, score, maxScore, newMessage);
    }

    /**
     * Puts the points into words for a reader.
     *
     * @return "3/5", or "+3" for a bonus, followed by the reason if there is one
     */
    public String summary() {
        return (maxScore == 0 ? String.format(Locale.ROOT, "%+d", score) : score + "/" + maxScore)
                + (message.isBlank() ? "" : ", " + message);
    }
}
