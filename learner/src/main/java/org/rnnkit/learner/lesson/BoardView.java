package org.rnnkit.learner.lesson;

import java.util.List;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.learner.watch.Watch.WatchProgress;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

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
                || bonus.stream().anyMatch(entry -> !entry.status().equals(StepStatus.NOT_STARTED.word()) || entry.current());
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
