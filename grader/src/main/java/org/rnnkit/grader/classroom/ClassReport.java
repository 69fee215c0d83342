package org.rnnkit.grader.classroom;

import java.nio.file.Path;
import java.util.List;
import org.rnnkit.testkit.steps.Step;

/** What a class gets beside a report for each: a table and a page. */
public final class ClassReport {

    private ClassReport() {}

    /**
     * Writes both.
     *
     * @param results what became of the submissions
     * @param steps the steps
     * @param bonus the bonus steps, if they were graded
     * @param folder where to
     * @return the page
     */
    public static Path write(List<ClassResult> results, List<Step> steps, List<Step> bonus, Path folder) {
        ScoresCsv.write(results, steps, bonus, folder);
        ClassPage.write(results, steps, bonus, folder);
        return folder.resolve(ClassPage.FILE);
    }
}
