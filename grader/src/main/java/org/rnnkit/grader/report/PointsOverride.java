package org.rnnkit.grader.report;

/**
 * A change of points that an instructor made by hand, with the reason.
 *
 * @param step the step's id, or {@link #EXTRAS}, {@link #TOTAL} or {@link #PERSON}
 * @param points the points that count now; null for a comment that changes no points
 * @param before the points that the grader gave
 * @param who the person who decided
 */
public record PointsOverride(String step, Integer points, int before, String comment, String who) {

    /** The name for all points beside the steps' points. */
    public static final String EXTRAS = "extras";
    /** The name for the whole score. */
    public static final String TOTAL = "total";
    /** The name for a decision that changes no points: whose submission this is. */
    public static final String PERSON = "person";

    /** Makes the texts printable. */
    public PointsOverride {
        comment = Printable.of(comment);
        who = Printable.of(who);
    }

    /** Puts the change into words: "step4rnn: 8 points instead of 0. Right except for the bias (Grace)". */
    public String summary() {
        return (points == null ? step + ": " : change() + ". ") + comment + " (" + who + ")";
    }

    /** Puts the change of points into words, without the reason. */
    public String change() {
        return step + ": " + Plural.of(points, "point") + " instead of " + before
                + (step.equals(EXTRAS) ? " for all beside the steps" : "");
    }
}
