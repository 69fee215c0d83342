package org.rnnkit.grader.config;

/**
 * The rule for late submissions. Null stands for no such rule.
 *
 * @param grace the minutes after the deadline in which nothing is lost
 * @param percent the part of the reached points that each day begun costs
 * @param points the points that each day begun costs
 * @param most the most that is lost, in percent or in points
 * @param closes the number of days after which a submission counts 0
 * @param unknown the days that count for a submission that is marked as late without a time; 0 if submissions that are
 *     not marked, and whose time is not known, are in time
 */
public record LateSettings(int grace, Integer percent, Integer points, Integer most, Integer closes, Integer unknown) {

    /** Tells whether a submission is in time about which nothing is known. */
    public boolean isUnknownOnTime() {
        return unknown != null && unknown == 0;
    }
}
