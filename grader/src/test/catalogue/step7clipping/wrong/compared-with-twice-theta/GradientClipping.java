// slip: The norm is compared with 2 θ.
// message: (θ = 0.5, norm before 0.625): 0.375 at [0], expected 0.3
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
        if (norm > 2 * theta) {
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
