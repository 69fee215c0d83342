// slip: The norm is the largest absolute value instead of the root of the sum of squares.
// message: the largest absolute value is taken for the norm
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double norm = 0;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient(); NDArray absolute = gradient.abs();
                    NDArray max = absolute.max()) {
                norm = Math.max(norm, max.getFloat());
            }
        }
        if (norm > theta) {
            for (NDArray parameter : parameters) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.muli(theta / norm);
                }
            }
        }
        return norm;
    }
}
