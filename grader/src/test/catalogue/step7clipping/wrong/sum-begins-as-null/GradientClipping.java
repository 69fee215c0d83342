// slip: The sum of squares begins as null.
// message: is null when add is called on it
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        NDArray sum = null;
        for (NDArray parameter : parameters) {
            NDArray square = parameter.getGradient().square().sum();
            sum = sum.add(square);
        }
        return sum.sqrt().getFloat();
    }
}
