package org.rnnkit.classroom.gradebook;

import java.util.List;
import java.util.Map;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.report.Report;

/**
 * The results of a class after the choice among several hand-ins.
 *
 * @param results the results of all submissions
 * @param reports the reports that say which hand-in counts, to be written again, by the submission's name
 */
public record CountedHandIns(List<ClassroomResult> results, Map<String, Report> reports) {}
