// slip: A float64 sum is read with getFloat.
// message: read it with getDouble()
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double sum = 0;
        for (NDArray parameter : parameters) {
            sum += parameter.getGradient().toType(DataType.FLOAT64, true).square().sum().getFloat();
        }
        double norm = Math.sqrt(sum);
        if (norm > theta) {
            for (NDArray parameter : parameters) {
                parameter.getGradient().muli(theta / norm);
            }
        }
        return norm;
    }
}
