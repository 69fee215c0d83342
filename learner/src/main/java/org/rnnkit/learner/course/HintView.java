package org.rnnkit.learner.course;

import org.rnnkit.testkit.steps.Step;

/**
 * The hints of a step that are shown.
 *
 * @param shown how many of its hints are shown
 */
public record HintView(Step step, int shown) {

    /** Tells whether there is another hint. */
    public boolean hasMore() {
        return shown < step.hints().size();
    }
}
