// slip: 1 stands in the code in both places of θ.
// message: 1 is written into the code where θ should stand
// counts: named
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
        if (norm > 1) {
            for (NDArray parameter : parameters) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.muli(1 / norm);
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
