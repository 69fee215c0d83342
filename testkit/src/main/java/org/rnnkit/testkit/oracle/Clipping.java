package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;

/** The oracle of gradient clipping by norm, g ← min(1, θ/‖g‖) g. */
public final class Clipping {

    private Clipping() {}

    /** Returns the norm over all values together. */
    public static double norm(List<double[]> gradients) {
        return Math.sqrt(gradients.stream().mapToDouble(Clipping::squares).sum());
    }

    /** Returns the sum of the squares. */
    static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    /** Clips in place and returns the norm before. */
    public static double clip(List<double[]> gradients, double theta) {
        double norm = norm(gradients);
        gradients.forEach(gradient -> Arrays.setAll(gradient, i -> gradient[i] * shrink(theta, norm)));
        return norm;
    }

    /** Returns min(1, θ / ‖g‖), also where both are 0. */
    public static double shrink(double theta, double norm) {
        return norm <= theta ? 1 : theta / norm;
    }
}
