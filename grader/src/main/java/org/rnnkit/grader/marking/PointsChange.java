package org.rnnkit.grader.marking;

import org.rnnkit.grader.report.PointsOverride;

/**
 * A change.
 *
 * @param written the name as it is written in the table
 * @param name the name of the submission; see {@link People}
 * @param points the points; null for a comment alone
 */
record PointsChange(String written, String name, String target, Integer points, String comment, String who) {

    /** Makes the change of points that the grader gave. */
    PointsOverride of(int before) {
        return new PointsOverride(target, points, before, comment, who);
    }
}
