// slip: The norm is compared with θ/2, so gradients below θ grow.
// message: (θ = 6, norm before 5): 3.6 at [0], expected 3
// counts: symptom
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double sumOfSquares = 0;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                sumOfSquares += squares(gradient);
            }
        }
        double norm = Math.sqrt(sumOfSquares);
        if (norm > theta / 2) {
            for (NDArray parameter : parameters) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.muli(theta / norm);
                }
            }
        }
        return norm;
    }

    private static double squares(NDArray gradient) {
        double sum = 0;
        for (float value : gradient.toFloatArray()) {
            sum += (double) value * value;
        }
        return sum;
    }
}
