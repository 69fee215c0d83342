// slip: Only vectors are counted and scaled; weights are matrices.
// message: matrices are left out: only the gradients of vectors count
// counts: named
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

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
            if (parameter.getShape().dimension() > 1) {
                continue;
            }
            // In float64: the squares of gradients that have exploded are beyond float32.
            try (NDArray gradient = parameter.getGradient(); NDArray exact = gradient.toType(DataType.FLOAT64, true);
                    NDArray square = exact.square(); NDArray sum = square.sum()) {
                sumOfSquares += sum.getDouble();
            }
        }
        double norm = Math.sqrt(sumOfSquares);
        if (norm > theta) {
            for (NDArray parameter : parameters) {
            if (parameter.getShape().dimension() > 1) {
                continue;
            }
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.muli(theta / norm);
                }
            }
        }
        return norm;
    }
}
