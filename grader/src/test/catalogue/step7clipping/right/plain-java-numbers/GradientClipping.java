// style: Reads the gradients as float arrays, computes in double and puts the results in place.
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        float[][] values = new float[parameters.size()][];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            try (NDArray gradient = parameters.get(i).getGradient()) {
                values[i] = gradient.toFloatArray();
            }
            for (float value : values[i]) {
                sum += (double) value * value;
            }
        }
        double norm = Math.sqrt(sum);
        if (norm <= theta) {
            return norm;
        }
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] *= theta / norm;
            }
            try (NDArray gradient = parameters.get(i).getGradient();
                    NDArray clipped = gradient.getManager().create(values[i], gradient.getShape())) {
                gradient.subi(gradient).addi(clipped);
            }
        }
        return norm;
    }
}
