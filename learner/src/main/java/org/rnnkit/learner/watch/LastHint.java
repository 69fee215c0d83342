package org.rnnkit.learner.watch;

import org.rnnkit.testkit.steps.Step;

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
