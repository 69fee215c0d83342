// style: Divides by the largest value before it squares, so that no square is too large; divides in place.
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            float largest = 0;
            for (NDArray parameter : parameters) {
                largest = Math.max(largest, parameter.getGradient().abs().max().getFloat()); // NaN if one is NaN
            }
            if (largest == 0) {
                return 0;
            }
            double sum = 0;
            for (NDArray parameter : parameters) {
                NDArray part = parameter.getGradient().div(largest);
                sum += part.mul(part).sum().getFloat();
            }
            double norm = largest * Math.sqrt(sum);
            if (!(norm <= theta)) {
                parameters.forEach(parameter -> parameter.getGradient().divi((float) (norm / theta)));
            }
            return norm;
        }
    }
}
