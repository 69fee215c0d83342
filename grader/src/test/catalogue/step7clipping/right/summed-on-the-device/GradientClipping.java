// style: The sum of squares and the factor stay arrays; one number is read at the end.
package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class GradientClipping {

    private GradientClipping() {}

    public static double clip(NDList parameters, float theta) {
        NDManager owner = parameters.get(0).getManager();
        try (NDManager scoped = owner.newSubManager()) {
            NDArray sum = scoped.zeros(new Shape());
            NDList gradients = new NDList();
            for (NDArray parameter : parameters) {
                NDArray gradient = parameter.getGradient();
                gradient.attach(scoped);
                gradients.add(gradient);
                sum.addi(gradient.mul(gradient).sum());
            }
            NDArray norm = sum.sqrt();
            NDArray factor = scoped.create(theta).div(norm.maximum(Math.max(theta, 1e-30f)));
            gradients.forEach(gradient -> gradient.muli(factor));
            return norm.getFloat();
        }
    }
}
