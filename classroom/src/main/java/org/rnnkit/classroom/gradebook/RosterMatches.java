package org.rnnkit.classroom.gradebook;

import java.util.List;
import java.util.Map;

/**
 * The students of a roster and their submissions.
 *
 * @param submissions the submission of each student who has one, in the order of the roster
 * @param missing the students without a submission
 * @param unknown the submissions of people who are not on the roster
 * @param unclear a sentence for each submission that may belong to several students, or to a student with several
 *     submissions
 */
record RosterMatches(Map<RosterLine, Sender> submissions, List<RosterLine> missing, List<Sender> unknown,
        List<String> unclear) {}
