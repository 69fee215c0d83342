package org.rnnkit.learner.lesson;

import java.nio.file.Path;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.testkit.steps.Step;

/**
 * A step's page.
 *
 * @param step the step
 * @param chapter the HTML of its chapter
 * @param entry its entry on the board
 * @param report its latest report; null if it was not tested yet
 * @param file the student's file
 * @param hasReference whether the kit has a reference to compare with
 * @param next the step after it; null after the last
 */
public record LessonView(Step step, String chapter, BoardView.Entry entry, StepReport report, Path file,
        boolean hasReference, Step next) {

    /**
     * Tells whether the step passes.
     *
     * @return whether its latest report says so
     */
    public boolean isPassed() {
        return report != null && report.status() == StepStatus.PASSED;
    }

    /**
     * Returns the message without the command that shows a hint, because the page has a button for it.
     *
     * @return the message of the tests or of the compiler; empty if all is well
     */
    public String message() {
        return report == null ? "" : String.join("\n", report.message().lines()
                .filter(line -> !line.startsWith("Hint: ./rnnkit")).toList());
    }
}
