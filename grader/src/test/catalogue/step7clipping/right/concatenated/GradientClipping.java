// style: All gradients in one long vector, whose norm it is; closed through an NDScope.
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList gradients = new NDList();
            NDList flat = new NDList();
            for (NDArray parameter : parameters) {
                NDArray gradient = parameter.getGradient();
                gradients.add(gradient);
                flat.add(gradient.flatten());
            }
            float norm = NDArrays.concat(flat).norm().getFloat();
            if (norm >= theta && norm > 0) {
                gradients.forEach(gradient -> gradient.divi(norm / theta));
            }
            return norm;
        }
    }
}
