package org.rnnkit.classroom.gradebook;

import java.util.List;

/**
 * What was written into a gradebook.
 *
 * @param notes sentences about it and about what an instructor should look at, for the terminal
 * @param graded the number of students with a grade
 * @param isWritten whether there is a gradebook: there is none without a roster, or before a time of hand-in is known
 */
public record GradebookNotes(List<String> notes, int graded, boolean isWritten) {}
