package org.rnnkit.learner.lesson;

import org.rnnkit.testkit.steps.Step;

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
