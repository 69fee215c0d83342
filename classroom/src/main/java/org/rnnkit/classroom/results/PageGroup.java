package org.rnnkit.classroom.results;

/**
 * Submissions that an instructor should look at for the same reason.
 *
 * @param title the reason, with the number of submissions
 * @param advice what to do about them
 */
public record PageGroup(String title, String advice, CutList<GroupEntry> entries) {
}
