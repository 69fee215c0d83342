// slip: The gradient is taken of a detached copy.
// message: Call it on each parameter itself
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double sum = 0;
        for (NDArray parameter : parameters) {
            sum += parameter.stopGradient().getGradient().square().sum().getFloat();
        }
        return Math.sqrt(sum);
    }
}
