package org.rnnkit.classroom.results;

import java.nio.file.Path;
import java.util.List;

/**
 * The report about a whole class: its results, and the files that show them. Each submission has its own report besides.
 *
 * @param steps the steps that were graded
 * @param results the results of all submissions, in the order of the table
 * @param doubts what has to be decided before a student gets a grade
 * @param strangers the names of the submissions of people who are not on the roster
 * @param changes what is another one than in the last run
 * @param state the state of the grading
 */
public record ClassroomReport(ClassroomSteps steps, List<ClassroomResult> results, List<Doubt> doubts,
        List<String> strangers, Changes changes, ClassroomState state) {

    /** Writes the table and the page, each completely or not at all, and returns the path of the page. */
    public Path write(Path folder) {
        ScoresTable.write(this, folder);
        return ClassroomPage.write(this, folder);
    }
}
