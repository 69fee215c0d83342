package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** The stand-in of step 7. It takes no exploded gradients. */
public final class GradientClipping {

    private static final double EXPLODED = 1e6;

    private GradientClipping() {}

    /** Shrinks gradients to a norm of at most θ and returns the norm before. */
    public static double clip(NDList parameters, float theta) {
        double norm = 0;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                for (float value : gradient.toFloatArray()) {
                    norm = Math.hypot(norm, value);
                }
            }
        }
        if (norm > EXPLODED) {
            throw new IllegalStateException("The stand-in of step 7 can't clip gradients with a norm of " + norm);
        }
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                gradient.muli(norm > theta ? theta / norm : 1);
            }
        }
        return norm;
    }
}
