// style: Streams; always multiplies, by min(1, θ/‖g‖), as the formula reads.
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double norm = Math.sqrt(parameters.stream().mapToDouble(GradientClipping::squares).sum());
        double factor = norm == 0 ? 1 : Math.min(1, theta / norm);
        parameters.stream().map(NDArray::getGradient).forEach(gradient -> {
            gradient.muli(factor);
            gradient.close();
        });
        return norm;
    }

    private static double squares(NDArray parameter) {
        try (NDArray gradient = parameter.getGradient(); NDArray flat = gradient.flatten();
                NDArray square = flat.pow(2); NDArray sum = square.sum()) {
            return sum.getFloat();
        }
    }
}
