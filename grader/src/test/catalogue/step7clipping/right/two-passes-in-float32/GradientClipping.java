// style: float32 throughout: the norms of the parameters are the sides of one long vector, and the factor is limited to 1.
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
        float factor = norm == 0 ? 1 : (float) (theta / norm);
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                gradient.muli(factor > 1 ? 1 : factor);
            }
        }
        return norm;
    }
}
