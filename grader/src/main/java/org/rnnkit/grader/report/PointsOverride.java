package org.rnnkit.grader.report;

/**
 * A change of points that an instructor made by hand, with the reason.
 *
 * @param step the step's id, or {@link #EXTRAS} or {@link #TOTAL}
 * @param points the points that count now; null for a comment that changes no points
 * @param before the points that the grader gave
 * @param comment the reason
 * @param who the person who decided
 */
public record PointsOverride(String step, Integer points, int before, String comment, String who) {

    /** The name for all points beside the steps' points. */
    public static final String EXTRAS = "extras";
    /** The name for the whole score. */
    public static final String TOTAL = "total";

    /**
     * Replaces the texts.
     *
     * @param newComment the reason
     * @param newWho the person who decided
     * @return this override with both
     */
    public PointsOverride withTexts(String newComment, String newWho) {
        return new PointsOverride(step, points, before, newComment, newWho);
    }

    /**
     * Puts the change into words for a reader.
     *
     * @return such as "step4rnn: 8 points instead of 0. Right except for the bias. (Grace)"
     */
    public String summary() {
        return step + ": " + (points == null ? "" : Plural.of(points, "point") + " instead of " + before + ". ") + comment
                + " (" + who + ")";
    }
}
