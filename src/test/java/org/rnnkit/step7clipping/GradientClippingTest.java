package org.rnnkit.step7clipping;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.testkit.slips.ClippingSlips;

/** Tests of step 7: g ← min(1, θ/‖g‖) g, one norm over all parameters. */
@Tag("step7")
class GradientClippingTest {

    @Test
    @Order(1)
    void returnsTheNormOverAllParametersTogether(NDManager manager, Draw draw) {
        double[][] gradients = {draw.vector(4), draw.vector(7), draw.vector(1)};
        check(gradients, 100, manager);
        check(gradients, 0.1f, manager);
    }

    @ParameterizedTest(name = "θ = {0}")
    @ValueSource(floats = {0.5f, 2.5f, 1})
    @Order(2)
    void shrinksToTheGivenTheta(float theta, NDManager manager, Draw draw) {
        check(new double[][] {scaled(draw.vector(6), 20), scaled(draw.vector(5), 10), draw.vector(4)}, theta, manager);
        // The norm is 1.25 θ.
        check(new double[][] {{0.75 * theta, 0}, {0, theta, 0}}, theta, manager);
    }

    @Test
    @Order(3)
    void doesNotChangeSmallGradients(NDManager manager, Draw draw) {
        check(new double[][] {scaled(draw.vector(4), 0.01), scaled(draw.vector(3), 0.02)}, 1, manager);
        // The norm is about 15: above 1, far below θ.
        check(new double[][] {scaled(draw.vector(4), 10), scaled(draw.vector(5), 10)}, 50, manager);
        // The norm is 5: not far below θ.
        check(new double[][] {{3, 0}, {0, 4, 0}}, 6, manager);
    }

    @Test
    void keepsGradientsWhoseNormIsExactlyTheta(NDManager manager) {
        check(new double[][] {{3, 0}, {0, 4, 0}}, 5, manager);
    }

    @Test
    void clipsExplodedGradients(NDManager manager) {
        check(new double[][] {{3e7, 0}, {-4e7}}, 1, manager);
    }

    @Test
    void worksForOneParameterOfOneValue(NDManager manager) {
        check(new double[][] {{-8}}, 2, manager);
    }

    @Test
    void worksForSevenParameters(NDManager manager, Draw draw) {
        check(Stream.generate(() -> draw.vector(3)).limit(7).toArray(double[][]::new), 0.25f, manager);
    }

    @Test
    void keepsZeroGradientsAtZero(NDManager manager) {
        check(new double[][] {{0, 0}, {0}}, 1, manager);
    }

    @Test
    void acceptsAParameterWhoseGradientIsStillZero(NDManager manager) {
        check(new double[][] {{6, 8}, {0, 0, 0}}, 1, manager);
        check(new double[][] {{0, 0, 0}, {6, 8}}, 1, manager);
    }

    /** Only a mistake that shows in the second call alone is told here; all others show in the other tests. */
    @Test
    void changesNothingTheSecondTime(NDManager manager) {
        NDList parameters = withGradients(new double[][] {{6, 0}, {0, 8}}, manager);
        GradientClipping.clip(parameters, 2);
        double again = GradientClipping.clip(parameters, 2);
        Expect.consequence(Math.abs(again - 2) < 1e-3, () -> "the norm returned by a second call with the same θ = 2 is "
                + ShortNumber.of(again) + ", expected 2");
    }

    @Test
    void doesNotChangeTheListOfParameters(NDManager manager) {
        NDList parameters = withGradients(new double[][] {{30, 40}, {50}}, manager);
        List<NDArray> arrays = List.copyOf(parameters);
        GradientClipping.clip(parameters, 1);
        Expect.that(arrays.equals(List.copyOf(parameters)), "the list of parameters was changed");
    }

    @Test
    void leavesNoArrayOnTheManagerOfTheParameters(NDManager manager, Draw draw) {
        try (NDManager owner = manager.newSubManager()) {
            NDList parameters = withGradients(new double[][] {scaled(draw.vector(4), 10), scaled(draw.vector(3), 10)}, manager);
            parameters.forEach(parameter -> parameter.attach(owner));
            GradientClipping.clip(parameters, 1);
            Expect.nothingLeft("clip", owner.getManagedArrays().size() - parameters.size(), "the parameters' manager",
                    ".\nEach getGradient() opens another array there, and so does what you compute from it: "
                    + "close them, or work in an NDScope");
        }
    }

    /** Returns parameters of ones whose gradients are the given values. */
    private static NDList withGradients(double[][] gradients, NDManager manager) {
        NDList parameters = new NDList();
        for (double[] gradient : gradients) {
            // Weights are matrices, biases vectors.
            Shape shape = gradient.length % 2 == 0 ? new Shape(2, gradient.length / 2) : new Shape(gradient.length);
            NDArray parameter = manager.ones(shape);
            parameter.setRequiresGradient(true);
            NDArray factor = Draw.array(manager, gradient).reshape(shape);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(parameter.mul(factor).sum());
            }
            parameters.add(parameter);
        }
        return parameters;
    }

    /** Clips these gradients, and checks what is returned and what becomes of them. */
    private static void check(double[][] gradients, float theta, NDManager manager) {
        NDList parameters = withGradients(gradients, manager);
        double norm = Clipping.norm(Arrays.asList(gradients));
        double returned = GradientClipping.clip(parameters, theta);
        checkParameters(parameters);
        ClippingSlips slips = new ClippingSlips(gradients, theta, i -> parameters.get(i).getShape().dimension() > 1);
        String given = String.format(Locale.ROOT, " (θ = %s, norm before %s)", ShortNumber.of(theta), ShortNumber.of(norm));
        Expect.number("the norm returned" + given, returned, norm, 1e-4 * Math.max(1, norm), slips.returned());
        double[] expected = scaled(Expect.flat(gradients), norm > theta ? theta / norm : 1);
        double[] actual = parameters.stream().flatMap(p -> Stream.of(p.getGradient()))
                .flatMapToDouble(g -> Arrays.stream(Expect.values(g))).toArray();
        Expect.array("the gradients together" + given, Draw.array(manager, actual)).withAxes(List.of("index"))
                .isCloseTo(expected, 1e-4, slips.gradients());
    }

    private static void checkParameters(NDList parameters) {
        for (NDArray parameter : parameters) {
            Expect.that(!parameter.isReleased(), "clip closed a parameter, which belongs to the caller");
            Expect.that(parameter.hasGradient(), "a parameter lost its gradient");
            Expect.that(Arrays.stream(Expect.values(parameter)).allMatch(value -> value == 1), "clip changed the parameters "
                    + "themselves: change their gradients, parameter.getGradient(), and leave the parameters as they are");
        }
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }
}
