package org.rnnkit.testkit.oracle;

import java.util.List;

/** The oracle of gradient clipping by norm: g ← min(1, θ/‖g‖) g. */
public final class Clipping {

    private Clipping() {}

    /** Returns the norm over all values together. */
    public static double norm(List<double[]> gradients) {
        return Math.sqrt(gradients.stream().mapToDouble(Clipping::sumOfSquares).sum());
    }

    /** Clips in place and returns the norm before. */
    public static double clip(List<double[]> gradients, double theta) {
        double norm = norm(gradients);
        if (norm > theta) {
            gradients.forEach(gradient -> scale(gradient, theta / norm));
        }
        return norm;
    }

    private static double sumOfSquares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
