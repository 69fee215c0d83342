package org.rnnkit.grader.classroom;

import java.nio.file.Path;
import java.util.List;
import org.rnnkit.testkit.steps.Step;

/** The two files about a whole class: a table for a spreadsheet and a page. Each submission has its own report besides. */
public final class ClassReport {

    private ClassReport() {}

    /**
     * Writes the table and the page.
     *
     * @param results the results of all submissions
     * @param steps the steps
     * @param bonus the bonus steps; empty if they were not graded
     * @param folder the folder for both files
     * @return the path of the page
     */
    public static Path write(List<ClassResult> results, List<Step> steps, List<Step> bonus, Path folder) {
        ScoresCsv.write(results, steps, bonus, folder);
        ClassPage.write(results, steps, bonus, folder);
        return folder.resolve(ClassPage.FILE);
    }
}
