// slip: The norm is the sum of absolute values instead of the root of the sum of squares.
// message: absolute values are added up instead of squares
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double sumOfAbsolutes = 0;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient(); NDArray absolute = gradient.abs();
                    NDArray sum = absolute.sum()) {
                sumOfAbsolutes += sum.getFloat();
            }
        }
        double norm = sumOfAbsolutes;
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
