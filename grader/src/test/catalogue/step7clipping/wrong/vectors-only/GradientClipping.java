// slip: The sum of squares is a dot product, which is that for vectors only.
// message: The squares are those of the single values
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Step 7: gradients that cannot explode. */
public final class GradientClipping {

    private GradientClipping() {}

    /**
     * Shrinks the gradients in place so that their norm is at most θ: g ← min(1, θ / ‖g‖) g. The norm is
     * taken over all values of all gradients together, so that their direction stays the same.
     *
     * @param parameters arrays with gradients attached
     * @param theta the largest norm allowed, θ
     * @return the norm ‖g‖ before clipping
     */
    public static double clip(NDList parameters, float theta) {
        double sumOfSquares = 0;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient(); NDArray exact = gradient.flatten();
                    NDArray square = gradient.dot(gradient); NDArray sum = square.sum()) {
                sumOfSquares += sum.getFloat();
            }
        }
        double norm = Math.sqrt(sumOfSquares);
        if (norm > theta) {
            for (NDArray parameter : parameters) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.muli(theta / norm);
                }
            }
        }
        return norm;
    }
}
