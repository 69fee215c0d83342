// slip: Gradients of different shapes can't be stacked; flatten and concatenate them.
// message: GradientClipping threw EngineException at GradientClipping.java:
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        NDList gradients = new NDList();
        for (NDArray parameter : parameters) {
            gradients.add(parameter.getGradient());
        }
        double norm = NDArrays.stack(gradients).norm().getFloat();
        if (norm > theta) {
            for (NDArray gradient : gradients) {
                gradient.muli(theta / norm);
            }
        }
        return norm;
    }
}
