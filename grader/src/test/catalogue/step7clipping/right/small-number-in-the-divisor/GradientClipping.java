// style: float32, with a small number in the divisor and a limit of 1, as PyTorch does it.
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        float sum = 0;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient(); NDArray squares = gradient.square();
                    NDArray total = squares.sum()) {
                sum += total.getFloat();
            }
        }
        float norm = (float) Math.sqrt(sum);
        float factor = theta / (norm + 1e-6f);
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                gradient.muli(factor > 1 ? 1 : factor);
            }
        }
        return norm;
    }
}
