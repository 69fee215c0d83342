package org.rnnkit.classroom.results;

import java.util.List;
import org.rnnkit.classroom.samework.SameWork;
import org.rnnkit.testkit.steps.Step;

/**
 * Everything that the table and the page of a class show.
 *
 * @param steps the steps
 * @param bonus the bonus steps; empty if they were not graded
 * @param results the results of all submissions, in the order of the table
 * @param sameWork the groups of submissions with equal files
 * @param state the state of the grading
 */
public record ClassroomOverview(List<Step> steps, List<Step> bonus, List<ClassroomResult> results, List<SameWork> sameWork,
        ClassroomState state) {}
