package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.watch.Watch.WatchProgress;
import org.rnnkit.learner.watch.WatchState.LastHint;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Events in the order in which they come, without a process and without a clock. */
class WatchStateTest {

    private static final List<Step> STEPS = Steps.all();
    private static final Step FIRST = STEPS.get(0);
    private static final Step SECOND = STEPS.get(1);
    private static final Step THIRD = STEPS.get(2);

    @Test
    void everyStepIsPendingAtFirstAndNoneOnceAllAreTested() {
        WatchState state = first(STEPS);
        assertThat(state.pendingInOrder()).isEqualTo(STEPS);

        assertThat(allTested().pending()).isEmpty();
    }

    @Test
    void afterATestOfAllAStudentWhoseStepPassesGoesOnWithTheFirstThatDoesNot() {
        WatchState state = allTested().tested(report(FIRST, StepStatus.PASSED));

        assertThat(state.over().current()).isEqualTo(SECOND);
        assertThat(state.at(THIRD).over().current()).isEqualTo(THIRD);
        assertThat(state.at(THIRD).in(state.round().next(List.of(THIRD))).over().current()).isEqualTo(THIRD);
    }

    @Test
    void aChangedStepMakesTheBegunStepsAfterItPending() {
        WatchState tested = allTested().tested(report(THIRD, StepStatus.FAILED));
        WatchState saved = tested.withPending(List.of(FIRST)).in(tested.round().nextOfSave(List.of(FIRST), 1));

        WatchState changed = saved.tested(report(FIRST, StepStatus.PASSED));
        assertThat(changed.pendingInOrder()).containsExactly(THIRD);

        WatchState same = saved.tested(report(FIRST, StepStatus.NOT_STARTED));
        assertThat(same.pending()).isEmpty();
    }

    @Test
    void aQuietRoundIsShownOnlyWhereALineOfTheBoardChanges() {
        WatchState tested = allTested();
        WatchState quiet = tested.in(tested.round().nextQuiet(List.of(FIRST, SECOND)));

        assertThat(quiet.tested(report(FIRST, StepStatus.NOT_STARTED)).round().showsEnd()).isFalse();
        assertThat(quiet.tested(report(FIRST, StepStatus.PASSED)).round().showsEnd()).isTrue();
    }

    @Test
    void aRoundOfOneStepShowsItsReportAndIsShownAgainOnlyForOtherSteps() {
        WatchState tested = allTested();
        WatchState saved = tested.in(tested.round().nextOfSave(List.of(FIRST), 1));

        assertThat(saved.round().showsEachReport()).isTrue();
        assertThat(saved.tested(report(FIRST, StepStatus.PASSED)).round().showsEnd()).isFalse();
        assertThat(saved.tested(report(SECOND, StepStatus.ERROR)).round().showsEnd()).isTrue();
    }

    @Test
    void onlyTheFirstPendingStepOfTheRoundIsBeingTested() {
        WatchState state = first(STEPS);
        assertThat(state.running()).contains(FIRST);
        assertThat(state.tested(report(FIRST, StepStatus.NOT_STARTED)).progress().running()).isEqualTo(SECOND);
        assertThat(allTested().progress().running()).isNull();
    }

    @Test
    void movingToAStepDropsTheQuestionOfTheReset() {
        WatchState asking = allTested().asking(true);

        assertThat(asking.at(SECOND).asksForReset()).isFalse();
        assertThat(asking.tested(report(SECOND, StepStatus.PASSED)).asksForReset()).isTrue();
    }

    @Test
    void theFirstAndTheLastStepHaveNoNeighbourBeyondThem() {
        WatchState state = first(STEPS);

        assertThat(state.neighbour(-1)).isEqualTo(FIRST);
        assertThat(state.neighbour(1)).isEqualTo(SECOND);
        assertThat(state.at(STEPS.get(STEPS.size() - 1)).neighbour(1)).isEqualTo(STEPS.get(STEPS.size() - 1));
    }

    /** A course may remove a step or give it to the students; then a step's number is not its place in the list. */
    @Test
    void neighboursAreTheStepsThatTheCourseHas() {
        WatchState state = first(List.of(FIRST, THIRD, STEPS.get(4))).at(THIRD);

        assertThat(state.neighbour(-1)).isEqualTo(FIRST);
        assertThat(state.neighbour(1)).isEqualTo(STEPS.get(4));
        assertThat(state.at(STEPS.get(4)).neighbour(-1)).isEqualTo(THIRD);
        assertThat(state.at(STEPS.get(4)).neighbour(1)).isEqualTo(STEPS.get(4));
    }

    @Test
    void hintsBeginAgainAfterTheLastAndForAnotherStep() {
        LastHint hint = LastHint.NONE.next(FIRST);
        assertThat(hint.number()).isEqualTo(1);
        while (!hint.isLast()) {
            hint = hint.next(FIRST);
        }
        assertThat(hint.number()).isEqualTo(FIRST.hints().size());
        assertThat(hint.next(FIRST).number()).isEqualTo(1);
        assertThat(hint.next(SECOND)).isEqualTo(new LastHint(SECOND, 1));
    }

    private static WatchState first(List<Step> steps) {
        return WatchState.first(new WatchProgress(new StepStates(steps), steps.get(0), Set.copyOf(steps), null, 0));
    }

    private static WatchState allTested() {
        WatchState state = first(STEPS);
        for (Step step : STEPS) {
            state = state.tested(report(step, StepStatus.NOT_STARTED));
        }
        return state;
    }

    private static StepReport report(Step step, StepStatus status) {
        return StepReport.of(step, status, "", List.of());
    }
}
