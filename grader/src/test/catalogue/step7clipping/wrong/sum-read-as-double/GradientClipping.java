// slip: A float32 sum is read with getDouble.
// message: The array is float32, which getDouble()
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double sum = 0;
        for (NDArray parameter : parameters) {
            sum += parameter.getGradient().square().sum().getDouble();
        }
        double norm = Math.sqrt(sum);
        if (norm > theta) {
            for (NDArray parameter : parameters) {
                parameter.getGradient().muli(theta / norm);
            }
        }
        return norm;
    }
}
