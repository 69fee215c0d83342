// style: A small number under the root keeps the norm above zero; the gradients are read as Java numbers.
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private static final double SMALL = 1e-12;

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double sum = SMALL;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                for (float value : gradient.toFloatArray()) {
                    sum += (double) value * value;
                }
            }
        }
        double norm = Math.sqrt(sum);
        if (!(norm <= theta)) {
            for (NDArray parameter : parameters) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.muli(theta / norm);
                }
            }
        }
        return norm;
    }
}
