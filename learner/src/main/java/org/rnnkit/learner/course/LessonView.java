package org.rnnkit.learner.course;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.List;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.guide.SolutionView;
import org.rnnkit.learner.quiz.QuizPage;
import org.rnnkit.learner.watch.Watch.WatchProgress;
import org.rnnkit.testkit.board.SourceLine;
import org.rnnkit.testkit.board.StepMessage.Parts;
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
 * @param canWrite whether a trained model can write with the student's steps
 * @param hasReference whether the kit has a reference to compare with
 * @param next the step after it; null after the last
 */
public record LessonView(Step step, ChapterText chapter, QuizPage quiz, BoardView.Entry entry, StepReport report,
        SourceLine place, boolean allNine, boolean canWrite, boolean hasReference, Step next) {

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
     * Returns the message of the tests or of the compiler. The page has a button in place of the command for a hint.
     *
     * @return the parts of the message; all are empty if all is well
     */
    public Parts message() {
        return Parts.of(report == null ? "" : report.message());
    }

    /**
     * Draws the arrays that the message is about.
     *
     * @return the wrong array beside the right one, in HTML; empty if the message is not about an array
     */
    public String figure() {
        return report == null || report.comparison() == null ? "" : ComparisonFigure.html(report.comparison());
    }

    /**
     * The board on every page.
     *
     * @param steps the nine steps
     * @param bonus the bonus steps; empty while they do not matter yet
     */
    public record BoardView(List<Entry> steps, List<Entry> bonus) {

        /**
         * A step on the board.
         *
         * @param step the step
         * @param status the status in the report's words
         * @param words a few words that describe the state
         * @param testing whether it is still to be tested since the last save
         * @param current whether the student works at it
         */
        public record Entry(Step step, String status, String words, boolean testing, boolean current) {}

        /**
         * Makes the board.
         *
         * @param progress the progress of the watch loop
         * @return the board
         */
        public static BoardView of(WatchProgress progress) {
            List<Entry> all = progress.states().steps().stream().map(step -> entry(progress, step)).toList();
            List<Entry> nine = all.stream().filter(entry -> Steps.all().contains(entry.step())).toList();
            List<Entry> bonus = all.stream().filter(entry -> !nine.contains(entry)).toList();
            boolean matters = nine.stream().allMatch(BoardView::isPassed)
                    || bonus.stream().anyMatch(entry -> entry.current()
                            || !entry.status().equals(StepStatus.NOT_STARTED.word()));
            return new BoardView(nine, matters ? bonus : List.of());
        }

        static Entry entry(WatchProgress progress, Step step) {
            return new Entry(step, progress.states().report(step).map(StepReport::status).orElse(StepStatus.NOT_STARTED).word(),
                    progress.states().state(step).words(), progress.pending().contains(step), step.equals(progress.current()));
        }

        private static boolean isPassed(Entry entry) {
            return entry.status().equals(StepStatus.PASSED.word());
        }

        /**
         * Counts the nine steps that pass.
         *
         * @return the number
         */
        public long passed() {
            return steps.stream().filter(BoardView::isPassed).count();
        }
    }

    /**
     * The hints of a step that are shown.
     *
     * @param step the step
     * @param shown how many of its hints are shown
     */
    public record HintView(Step step, int shown) {

        /**
         * Tells whether there is another hint.
         *
         * @return whether not all are shown
         */
        public boolean hasMore() {
            return shown < step.hints().size();
        }
    }

    /**
     * The lines of two solutions, side by side.
     *
     * @param rows one row for each pair of lines that belong together
     */
    public record CodeDifference(List<LinePair> rows) {

        /**
         * A pair of lines.
         *
         * @param yours the student's line; empty if only the reference has one
         * @param reference the reference's line; empty if only the student has one
         * @param same whether both are the same
         */
        public record LinePair(String yours, String reference, boolean same) {}

        /**
         * Compares two solutions.
         *
         * @param both the solutions
         * @return the comparison; spaces do not count
         */
        public static CodeDifference of(SolutionView.Both both) {
            List<DiffRow> rows = DiffRowGenerator.create().ignoreWhiteSpaces(true).lineNormalizer(line -> line).build()
                    .generateDiffRows(both.yours(), both.reference());
            return new CodeDifference(rows.stream().map(row -> new LinePair(row.getOldLine(), row.getNewLine(),
                    row.getTag() == DiffRow.Tag.EQUAL)).toList());
        }
    }
}
