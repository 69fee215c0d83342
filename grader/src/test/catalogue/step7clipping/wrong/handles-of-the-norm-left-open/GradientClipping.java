// slip: The handles that the norm is computed from are never closed.
// message: on the parameters' manager.
// counts: named
// results: right
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double sumOfSquares = 0;
        for (NDArray parameter : parameters) {
            sumOfSquares += parameter.getGradient().square().sum().getFloat();
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
