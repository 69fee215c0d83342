// slip: Each gradient is clipped by the norm of those summed so far.
// message: by the norm of the gradients so far
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
                double norm = Math.sqrt(sumOfSquares);
                if (norm > theta) {
                    gradient.muli(theta / norm);
                }
            }
        }
        return Math.sqrt(sumOfSquares);
    }
}
