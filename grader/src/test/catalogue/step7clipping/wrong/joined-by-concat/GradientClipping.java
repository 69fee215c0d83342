// slip: Gradients of different shapes are concatenated.
// message: The gradients have different shapes
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
        double norm = Math.sqrt(NDArrays.concat(gradients).square().sum().getFloat());
        if (norm > theta) {
            for (NDArray parameter : parameters) {
                parameter.getGradient().muli(theta / norm);
            }
        }
        return norm;
    }
}
