// slip: The values are summed without being squared, so that signs cancel out.
// message: the norm returned
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
                    NDArray sum = gradient.sum()) {
                sumOfSquares += sum.getFloat() * sum.getFloat();
            }
        }
        double norm = Math.sqrt(sumOfSquares);
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
