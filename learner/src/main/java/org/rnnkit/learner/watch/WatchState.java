package org.rnnkit.learner.watch;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.watch.TestScheduler.TestRound;
import org.rnnkit.learner.watch.Watch.WatchProgress;
import org.rnnkit.testkit.steps.Step;

/**
 * The state of the watch loop. Nothing of it is kept when the loop ends.
 *
 * @param states the steps' last reports
 * @param current the step that the student works at
 * @param pending the steps whose last report may be older than their files: a round that was ended leaves them here
 * @param round the round of tests that was begun last
 * @param hint the hint that was shown last
 * @param asksForReset whether the next key answers the question of the reset
 */
record WatchState(StepStates states, Step current, Set<Step> pending, TestRound round, LastHint hint,
        boolean asksForReset) {

    /** Keeps its own copy of the set. */
    WatchState {
        pending = Set.copyOf(pending);
    }

    /** Makes the first state: every step is to be tested. */
    static WatchState first(WatchProgress progress) {
        return new WatchState(progress.states(), progress.current(), progress.pending(),
                TestRound.first(progress.states().steps()), LastHint.NONE, false);
    }

    /** Returns what others than the loop show of it. */
    WatchProgress progress() {
        return new WatchProgress(states, current, pending, running().orElse(null), round.begun());
    }

    /** Returns the step that is being tested: the first of the round that is still pending. */
    Optional<Step> running() {
        return round.asked().stream().filter(pending::contains).findFirst();
    }

    /** Moves to a step; a question about another step is dropped. */
    WatchState at(Step step) {
        return withFocus(step, hint, false);
    }

    /** Begins a round; the steps that it should have tested stay pending until their reports come. */
    WatchState in(TestRound next) {
        return withTests(states, pending, next);
    }

    /** Adds steps whose files have changed. */
    WatchState withPending(Collection<Step> steps) {
        Set<Step> all = new HashSet<>(pending);
        all.addAll(steps);
        return withTests(states, all, round);
    }

    /** Notes the hint that is shown. */
    WatchState withHint(LastHint shown) {
        return withFocus(current, shown, asksForReset);
    }

    /** Asks for a reset, or ends the question. */
    WatchState asking(boolean question) {
        return withFocus(current, hint, question);
    }

    /** Takes the report of a step; what was changed there may have changed the steps after it. */
    WatchState tested(StepReport report) {
        Step step = states.step(report.id());
        boolean asked = round.asked().contains(step);
        boolean news = states.isNews(report);
        StepStates newStates = states.with(report);
        Set<Step> left = new HashSet<>(pending);
        left.remove(step);
        if (news && asked) {
            states.steps().stream().filter(later -> later.number() > step.number() && isBegun(later)).forEach(left::add);
        }
        return withTests(newStates, left, news && (round.quiet() || !asked) ? round.withChange() : round);
    }

    private WatchState withFocus(Step newCurrent, LastHint newHint, boolean newQuestion) {
        return new WatchState(states, newCurrent, pending, round, newHint, newQuestion);
    }

    private WatchState withTests(StepStates newStates, Set<Step> newPending, TestRound newRound) {
        return new WatchState(newStates, current, newPending, newRound, hint, asksForReset);
    }

    private boolean isBegun(Step step) {
        return states.report(step).filter(report -> report.status() != StepStatus.NOT_STARTED).isPresent();
    }

    /** Ends the round: after a test of all steps, a student whose step passes goes on with the first that does not. */
    WatchState over() {
        return round.asked().equals(states.steps()) && states.isPassed(current) ? at(states.next().orElse(current)) : this;
    }

    /** Returns the pending steps in their order. */
    List<Step> pendingInOrder() {
        return states.steps().stream().filter(pending::contains).toList();
    }

    /** Returns the step before or after the current one; the first and the last have none. */
    Step neighbour(int by) {
        int index = states.steps().indexOf(current) + by; // a course may have removed steps, so no step's number is its index
        return states.steps().get(Math.max(0, Math.min(states.steps().size() - 1, index)));
    }

    /**
     * The hint that was shown last.
     *
     * @param step the hint's step; null before the first hint
     * @param number the hint's number, from 1
     */
    record LastHint(Step step, int number) {

        /** The state before the first hint. */
        static final LastHint NONE = new LastHint(null, 0);

        /** Returns the hint to show next: the first again after the last. */
        LastHint next(Step wanted) {
            return new LastHint(wanted, wanted.equals(step) ? number % wanted.hints().size() + 1 : 1);
        }

        /** Tells whether its step has no further hint. */
        boolean isLast() {
            return number >= step.hints().size();
        }
    }
}
