package org.rnnkit.learner.watch;

import java.util.List;
import java.util.Set;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.testkit.steps.Step;

/**
 * The progress of the watch loop.
 *
 * @param states the steps' last reports
 * @param current the step that the student works at
 * @param pending the steps that are still to be tested since a file was saved
 */
public record WatchProgress(StepStates states, Step current, Set<Step> pending) {

    /**
     * Makes the progress before the first test.
     *
     * @param steps the steps
     * @return all of them are to be tested
     */
    public static WatchProgress first(List<Step> steps) {
        return new WatchProgress(new StepStates(steps), steps.get(0), Set.copyOf(steps));
    }
}
