package org.rnnkit.learner.lesson;

import java.util.stream.Collectors;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.quiz.QuizPage;
import org.rnnkit.testkit.board.SourceLine;
import org.rnnkit.testkit.comparison.ComparisonFigure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A step's page.
 *
 * @param step the step
 * @param chapter its chapter
 * @param quiz the questions of its chapter
 * @param entry its entry on the board
 * @param report its latest report; null if it was not tested yet
 * @param place the student's file, with the line of the mistake if it is known
 * @param allNine whether all nine steps pass
 * @param hasReference whether the kit has a reference to compare with
 * @param next the step after it; null after the last
 */
public record LessonView(Step step, ChapterText chapter, QuizPage quiz, BoardView.Entry entry, StepReport report,
        SourceLine place, boolean allNine, boolean hasReference, Step next) {

    /**
     * Tells whether the step passes.
     *
     * @return whether its latest report says so
     */
    public boolean isPassed() {
        return report != null && report.status() == StepStatus.PASSED;
    }

    /**
     * Tells whether this is the step after which the network can be trained.
     *
     * @return whether it is the last of the nine, and all of them pass
     */
    public boolean finishesTheNine() {
        return allNine && step.equals(Steps.last());
    }

    /**
     * Returns the page's path, for links to its own sections.
     *
     * @return the path below the address with the token
     */
    public String path() {
        return "steps/" + step.number();
    }

    /**
     * Returns the message without the command that shows a hint, because the page has a button for it.
     *
     * @return the lines of the message of the tests or of the compiler; empty if all is well
     */
    public String message() {
        return report == null ? "" : report.message().lines().filter(line -> !line.startsWith("Hint: ./rnnkit"))
                .map(line -> line + "\n").collect(Collectors.joining());
    }

    /**
     * Returns the chapter with the answers to its last section.
     *
     * @return the chapter in HTML, without its title
     */
    public String chapterHtml() {
        return chapter.html(question -> question < quiz.further().size()
                ? Pages.render("studio/answer.jte", quiz.further().get(question)) : "");
    }

    /**
     * Draws the arrays that the message is about.
     *
     * @return the wrong array beside the right one, in HTML; empty if the message is not about an array
     */
    public String figure() {
        return report == null || report.comparison() == null ? "" : ComparisonFigure.html(report.comparison());
    }
}
