package org.rnnkit.learner.course;

import java.util.List;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.learner.watch.WatchProgress;
import org.rnnkit.testkit.board.StepState;
import org.rnnkit.testkit.board.StepStateKind;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The board on every page.
 *
 * @param steps the nine steps
 * @param bonus the bonus steps; empty while they do not matter yet
 */
public record BoardView(List<Entry> steps, List<Entry> bonus) {

    /** Makes the board. */
    public static BoardView of(WatchProgress progress) {
        List<Entry> all = progress.states().steps().stream().map(step -> entry(progress, step)).toList();
        List<Entry> nine = all.stream().filter(entry -> Steps.all().contains(entry.step())).toList();
        List<Entry> bonus = all.stream().filter(entry -> !nine.contains(entry)).toList();
        boolean matters = nine.stream().allMatch(BoardView::isPassed)
                || bonus.stream().anyMatch(entry -> entry.step().equals(progress.current())
                        || !entry.status().equals(StepStatus.NOT_STARTED.word()));
        return new BoardView(nine, matters ? bonus : List.of());
    }

    static Entry entry(WatchProgress progress, Step step) {
        StepState state = progress.states().state(step);
        boolean stale = state.kind() == StepStateKind.NOT_STARTED && progress.pending().contains(step)
                && progress.problem().isEmpty();
        return new Entry(step, progress.states().report(step).map(StepReport::status).orElse(StepStatus.NOT_STARTED).word(),
                stale ? "testing …" : state.words(), step.equals(progress.running()), state.kind() == StepStateKind.WAITING);
    }

    private static boolean isPassed(Entry entry) {
        return entry.status().equals(StepStatus.PASSED.word());
    }

    /** Counts the nine steps that pass. */
    public long passed() {
        return steps.stream().filter(BoardView::isPassed).count();
    }
}
