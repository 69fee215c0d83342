// style: The engine's own norm of each gradient, then the norm of the norms.
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double norm = 0;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient(); NDArray own = gradient.norm()) {
                norm = Math.hypot(norm, own.getFloat());
            }
        }
        double factor = norm > theta ? theta / norm : 1;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                gradient.muli(factor);
            }
        }
        return norm;
    }
}
