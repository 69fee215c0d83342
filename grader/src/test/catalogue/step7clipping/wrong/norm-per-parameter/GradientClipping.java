// slip: Each parameter is clipped by its own norm; there is one norm over all of them.
// message: each parameter is clipped by a norm of its own; one norm over all keeps the direction
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
                double norm = Math.sqrt(sum.getFloat());
                if (norm > theta) {
                    gradient.muli(theta / norm);
                }
                sumOfSquares += sum.getFloat();
            }
        }
        return Math.sqrt(sumOfSquares);
    }
}
