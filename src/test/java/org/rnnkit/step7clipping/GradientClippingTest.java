package org.rnnkit.step7clipping;

import static org.rnnkit.step7clipping.ClippingCase.addGradients;
import static org.rnnkit.step7clipping.ClippingCase.check;
import static org.rnnkit.step7clipping.ClippingCase.parameters;
import static org.rnnkit.step7clipping.ClippingCase.withNorm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.oracle.Clipping;

/** Tests of step 7: g ← min(1, θ/‖g‖) g, one norm over all parameters. */
@Tag("step7")
class GradientClippingTest {

    @Test
    @Order(1)
    void returnsTheNormOverAllParametersTogether(NDManager manager, Draw draw) {
        double[][] gradients = {draw.vector(4), draw.vector(7), draw.vector(1)};
        check(parameters(manager, gradients), 100, gradients);
        check(parameters(manager, gradients), 0.1f, gradients);
    }

    @Test
    @Order(2)
    void shrinksToTheGivenTheta(NDManager manager, Draw draw) {
        double[][] gradients = withNorm(20, draw.vector(6), draw.vector(5), draw.vector(4));
        check(parameters(manager, gradients), 0.5f, gradients);
        check(parameters(manager, gradients), 2.5f, gradients);
        check(parameters(manager, gradients), 16, gradients);
    }

    @Test
    @Order(3)
    void doesNotChangeSmallGradients(NDManager manager, Draw draw) {
        double[][] small = withNorm(0.05, draw.vector(4), draw.vector(3));
        check(parameters(manager, small), 1, small);
        double[][] larger = withNorm(5, draw.vector(4), draw.vector(3));
        check(parameters(manager, larger), 6, larger);
    }

    @Test
    @Order(4)
    void keepsZeroGradientsAtZero(NDManager manager) {
        double[][] gradients = {{0, 0}, {0}};
        check(parameters(manager, gradients), 1, gradients);
    }

    @Test
    void looksAtTheGradientsOfEachCall(NDManager manager, Draw draw) {
        double[][] first = withNorm(12, draw.vector(4), draw.vector(3));
        double[][] second = withNorm(7, draw.vector(4), draw.vector(3));
        NDList parameters = parameters(manager, first);
        GradientClipping.clip(parameters, 100);
        for (NDArray parameter : parameters) {
            NDArray gradient = parameter.getGradient();
            gradient.subi(gradient.duplicate());
        }
        addGradients(parameters, second);
        double norm = GradientClipping.clip(parameters, 100);
        Expect.that(Math.abs(norm - 12) > 1e-3, "the norm of the call before is returned again: compute it from the gradients "
                + "each time, and keep nothing in a static field");
        Expect.consequence(Math.abs(norm - 7) < 1e-3, () -> "clip returns " + norm + " in a second call with other gradients "
                + "of the same parameters, expected " + Clipping.norm(Arrays.asList(second)));
    }

    @Test
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(ClippingCase.class, draw);
    }
}
