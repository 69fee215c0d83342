package org.rnnkit.learner.showcase.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;

/**
 * The gradients of a small network, computed twice.
 *
 * @param parts the gradients of each parameter
 */
public record GradientPairs(List<GradientPair> parts) {

    private static final int VALUES = 2_000;

    /** Checks the sizes, since a student's code can forge them. */
    public GradientPairs {
        SizeChecks.list(parts, ParameterNames.ALL.size());
    }

    /**
     * The gradients of one parameter.
     *
     * @param name its symbol
     * @param byHand the gradients that step 12 computed
     * @param automatic the gradients of the gradient collector, in the same order
     */
    public record GradientPair(String name, float[] byHand, float[] automatic) {

        /** Checks the sizes. */
        public GradientPair {
            Bounds.text(name, Bounds.NAME);
            Bounds.require(byHand.length == automatic.length && byHand.length <= VALUES, "gradients");
        }
    }
}
