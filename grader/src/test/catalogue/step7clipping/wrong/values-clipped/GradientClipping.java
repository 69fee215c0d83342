// slip: Each value is cut off at ±θ, which changes the gradient's direction.
// message: single values are clipped to [-θ, θ], not the whole by its norm
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double sumOfSquares = 0;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient(); NDArray square = gradient.square();
                    NDArray sum = square.sum()) {
                sumOfSquares += sum.getFloat();
            }
        }
        double norm = Math.sqrt(sumOfSquares);
        if (norm > theta) {
            for (NDArray parameter : parameters) {
                try (NDArray gradient = parameter.getGradient()) {
                    try (NDArray cut = gradient.clip(-theta, theta)) {
                        gradient.subi(gradient).addi(cut);
                    }
                }
            }
        }
        return norm;
    }
}
