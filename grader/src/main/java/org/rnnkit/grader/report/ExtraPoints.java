package org.rnnkit.grader.report;

/**
 * Points apart from the steps', as an instructor's grading.yaml gives them.
 *
 * @param name what for
 * @param score the points reached
 * @param maxScore the points to be had; 0 for a bonus, which adds to the score only
 * @param message how they came about
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
     * Returns the points as they are shown.
     *
     * @return "3/5", or "+3" for a bonus, and how they came about
     */
    public String words() {
        return (maxScore == 0 ? String.format("%+d", score) : score + "/" + maxScore)
                + (message.isBlank() ? "" : ", " + message);
    }
}
