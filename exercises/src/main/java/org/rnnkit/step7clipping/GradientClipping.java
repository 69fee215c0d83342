package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.NotImplementedYet;

/** Step 7: gradient clipping, against exploding gradients. */
public final class GradientClipping {

    private GradientClipping() {}

    /**
     * Shrinks the gradients in place so that their norm is at most θ: g ← min(1, θ / ‖g‖) g. The norm is
     * taken over all values of all gradients together, so that their direction stays the same. It is 0 or from 1e-12 to
     * 1e15, in any precision; the chapter advises float64. A NaN gradient gives a NaN norm. No array is left on a manager.
     *
     * @param parameters 1 to 64 arrays with gradients attached
     * @param theta the largest norm allowed, θ: 0, or from 1e-6 to 1e6
     * @return the norm ‖g‖ before clipping
     */
    public static double clip(NDList parameters, float theta) {
        // TODO step 7: replace this line and the next by your code.
        throw new NotImplementedYet(GradientClipping.class);
    }
}
