package org.rnnkit.learner.showcase.worker;

import java.util.List;

/**
 * Gradients of one minibatch, before and after clipping.
 *
 * @param theta the largest norm allowed, θ
 * @param numValues the number of values in the gradients
 * @param cases the same gradients at several sizes
 */
public record ClippedGradients(double theta, long numValues, List<Case> cases) {

    /** Checks the sizes, since a student's code can forge them. */
    public ClippedGradients {
        SizeChecks.list(cases, SizeChecks.TOKENS);
    }

    /**
     * The gradients at one size.
     *
     * @param before their norm before clipping
     * @param returned the norm that step 7 returned
     * @param after their norm after clipping
     * @param cosine the cosine of the angle between both; 1 if the direction is the same
     */
    public record Case(double before, double returned, double after, double cosine) {}
}
