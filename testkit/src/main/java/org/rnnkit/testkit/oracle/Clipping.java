package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;

/** The oracle of gradient clipping by norm: g ← min(1, θ/‖g‖) g. */
public final class Clipping {

    private Clipping() {}

    /** Returns the norm over all values together. */
    public static double norm(List<double[]> gradients) {
        return Math.sqrt(gradients.stream().flatMapToDouble(Arrays::stream).map(value -> value * value).sum());
    }

    /** Clips in place and returns the norm before. */
    public static double clip(List<double[]> gradients, double theta) {
        double norm = norm(gradients);
        if (norm > theta) {
            gradients.forEach(gradient -> Arrays.setAll(gradient, i -> gradient[i] * theta / norm));
        }
        return norm;
    }
}
