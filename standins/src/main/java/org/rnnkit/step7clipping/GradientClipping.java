package org.rnnkit.step7clipping;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.given.StandIn;
import org.rnnkit.testkit.oracle.Clipping;

/** The stand-in of step 7. It takes no exploded gradients. */
public final class GradientClipping {

    private static final double EXPLODED = 1e6;

    private GradientClipping() {}

    /** Shrinks gradients to a norm of at most θ and returns the norm before. */
    public static double clip(NDList parameters, float theta) {
        List<double[]> rows = new ArrayList<>();
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                rows.addAll(Arrays.asList(GivenNetwork.rows(gradient)));
            }
        }
        double norm = Clipping.norm(rows);
        if (norm > EXPLODED) {
            throw StandIn.refusal(7, "can't clip gradients with a norm of " + norm);
        }
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                gradient.muli(norm > theta ? theta / norm : 1);
            }
        }
        return norm;
    }
}
