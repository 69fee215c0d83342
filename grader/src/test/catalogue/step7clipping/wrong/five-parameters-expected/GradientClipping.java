// slip: Only the first five parameters are looked at; a model may have more.
// message: GradientClipping threw IndexOutOfBoundsException at GradientClipping.java:
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        double sumOfSquares = 0;
        for (int i = 0; i < 5; i++) {
            NDArray parameter = parameters.get(i);
            try (NDArray gradient = parameter.getGradient(); NDArray square = gradient.square();
                    NDArray sum = square.sum()) {
                sumOfSquares += sum.getFloat();
            }
        }
        double norm = Math.sqrt(sumOfSquares);
        if (norm > theta) {
            for (int i = 0; i < 5; i++) {
                try (NDArray gradient = parameters.get(i).getGradient()) {
                    gradient.muli(theta / norm);
                }
            }
        }
        return norm;
    }
}
