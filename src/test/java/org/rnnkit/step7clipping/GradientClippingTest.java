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
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Clipping;

/** Tests of step 7: g ← min(1, θ/‖g‖) g, one norm over all parameters. */
@Tag("step7")
class GradientClippingTest {

    @Test
    @Order(1)
    void returnsTheNormOverAllParametersTogether(NDManager manager, Draw draw) {
        double[][] gradients = {draw.vector(4), draw.vector(7), draw.vector(1)};
        checkNorm(gradients, 100, manager);
        checkNorm(gradients, 0.1f, manager);
    }

    @Test
    void shrinksLargeGradientsToTheta(NDManager manager, Draw draw) {
        checkClipped(new double[][] {scaled(draw.vector(5), 3), scaled(draw.vector(2), 4), draw.vector(3)}, 1, manager);
    }

    @ParameterizedTest(name = "θ = {0}")
    @ValueSource(floats = {0.5f, 1, 2.5f})
    @Order(2)
    void shrinksToTheGivenTheta(float theta, NDManager manager, Draw draw) {
        checkClipped(new double[][] {scaled(draw.vector(6), 20), scaled(draw.vector(4), 10)}, theta, manager);
    }

    @Test
    @Order(3)
    void doesNotChangeSmallGradients(NDManager manager, Draw draw) {
        checkClipped(new double[][] {scaled(draw.vector(4), 0.01), scaled(draw.vector(3), 0.02)}, 1, manager);
        // The norm is about 15: above 1, far below θ.
        checkClipped(new double[][] {scaled(draw.vector(4), 10), scaled(draw.vector(5), 10)}, 50, manager);
    }

    @Test
    void keepsGradientsWhoseNormIsExactlyTheta(NDManager manager) {
        checkClipped(new double[][] {{3, 0}, {0, 4, 0}}, 5, manager);
    }

    @Test
    void clipsExplodedGradients(NDManager manager) {
        checkClipped(new double[][] {{3e7, 0}, {-4e7}}, 1, manager);
    }

    @Test
    void worksForOneParameterOfOneValue(NDManager manager) {
        checkClipped(new double[][] {{-8}}, 2, manager);
    }

    @Test
    void keepsZeroGradientsAtZero(NDManager manager) {
        NDList parameters = withGradients(new double[][] {{0, 0}, {0}}, manager);
        double norm = GradientClipping.clip(parameters, 1);
        for (NDArray parameter : parameters) {
            double[] gradient = Expect.values(parameter.getGradient());
            Expect.that(Arrays.stream(gradient).allMatch(g -> g == 0), "gradients of zero became "
                    + Arrays.toString(gradient) + ": with a norm of zero nothing may be divided by it");
        }
        Expect.number("the norm of gradients of zero", norm, 0, 0);
    }

    @Test
    void acceptsAParameterWhoseGradientIsStillZero(NDManager manager) {
        NDArray untouched = manager.ones(new Shape(3));
        untouched.setRequiresGradient(true);
        NDList parameters = withGradients(new double[][] {{6, 8}}, manager);
        parameters.add(untouched);
        double norm = GradientClipping.clip(parameters, 1);
        Expect.number("the norm returned", norm, 10, 1e-3);
        Expect.array("the gradient of parameter 0", parameters.get(0).getGradient()).isCloseTo(new double[] {0.6, 0.8});
        Expect.array("the gradient of a parameter that nothing flowed to", untouched.getGradient())
                .isCloseTo(new double[3]);
    }

    @Test
    void changesNothingTheSecondTime(NDManager manager) {
        NDList parameters = withGradients(new double[][] {{6, 0}, {0, 8}}, manager);
        GradientClipping.clip(parameters, 2);
        Expect.array("the gradient of parameter 0", parameters.get(0).getGradient()).isCloseTo(new double[] {1.2, 0});
        Expect.number("the norm returned by a second call with the same θ = 2", GradientClipping.clip(parameters, 2), 2,
                1e-3, new Slip("the gradients are not changed in place: the first call clipped a copy",
                        new double[] {10}));
    }

    @Test
    void doesNotChangeTheParametersThemselves(NDManager manager) {
        NDList parameters = withGradients(new double[][] {{30, 40}, {50}}, manager);
        List<NDArray> arrays = List.copyOf(parameters);
        GradientClipping.clip(parameters, 1);
        Expect.that(arrays.equals(List.copyOf(parameters)), "the list of parameters was changed");
        Expect.that(arrays.stream().allMatch(NDArray::hasGradient), "a parameter lost its gradient");
        for (NDArray parameter : arrays) {
            double[] ones = new double[(int) parameter.size()];
            Arrays.fill(ones, 1);
            Expect.array("a parameter, where only its gradient should change,", parameter).isUnchanged(ones, "clip");
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

    private static void checkNorm(double[][] gradients, float theta, NDManager manager) {
        double expected = Clipping.norm(Arrays.asList(gradients));
        double[] norms = Arrays.stream(gradients).mapToDouble(g -> Clipping.norm(List.<double[]>of(g))).toArray();
        double[] all = Arrays.stream(gradients).flatMapToDouble(Arrays::stream).toArray();
        Slip[] slips = {
            slip("the square root is missing", expected * expected),
            slip("the norm after clipping is returned", Math.min(theta, expected)),
            slip("the norms of the parameters are added up; squares must be added", Arrays.stream(norms).sum()),
            slip("only the last parameter's norm is returned", norms[norms.length - 1]),
            slip("only the first parameter's norm is returned", norms[0]),
            slip("the largest of the parameters' norms is returned", Arrays.stream(norms).max().orElseThrow()),
            slip("the values are added up without being squared", Math.abs(Arrays.stream(all).sum())),
            slip("absolute values are added up instead of squares", Arrays.stream(all).map(Math::abs).sum()),
            slip("the largest absolute value is returned", Arrays.stream(all).map(Math::abs).max().orElseThrow()),
            slip("the mean of the squares is taken instead of their sum", expected / Math.sqrt(all.length)),
            slip("the factor is returned instead of the norm", Math.min(1, theta / expected)),
            slip("the norm is taken of the parameters, not of their gradients", Math.sqrt(all.length))};
        Expect.number("the norm returned (θ = " + theta + ")", GradientClipping.clip(withGradients(gradients, manager),
                theta), expected, 1e-4 * Math.max(1, expected), slips);
    }

    private static Slip slip(String words, double value) {
        return new Slip(words, new double[] {value});
    }

    private static void checkClipped(double[][] gradients, float theta, NDManager manager) {
        NDList parameters = withGradients(gradients, manager);
        double norm = Clipping.norm(Arrays.asList(gradients));
        double returned = GradientClipping.clip(parameters, theta);
        double[] all = Arrays.stream(gradients).flatMapToDouble(Arrays::stream).toArray();
        double[] each = Arrays.stream(gradients).flatMapToDouble(g ->
                Arrays.stream(scaled(g, Math.min(1, theta / Clipping.norm(List.<double[]>of(g)))))).toArray();
        // In small and special cases, several slips give the same result; they are distinguished where values are drawn.
        Slip[] slips = all.length < 6 ? new Slip[0] : new Slip[] {
            new Slip("the gradients are not changed in place", all),
            new Slip("each parameter is clipped by a norm of its own; one norm over all keeps the direction", each),
            new Slip("gradients are scaled up too: where the norm is below θ they must stay", scaled(all, theta / norm)),
            new Slip("the square root is missing: θ is divided by ‖g‖²", scaled(all, theta / (norm * norm))),
            new Slip("θ is left out: gradients are divided by the norm", scaled(all, 1 / norm)),
            new Slip("single values are clipped to [-θ, θ], not the whole by its norm",
                    Arrays.stream(all).map(g -> Math.max(-theta, Math.min(theta, g))).toArray()),
            new Slip("single values are clipped from above only, not the whole by its norm",
                    Arrays.stream(all).map(g -> Math.min(theta, g)).toArray()),
            new Slip("gradients are multiplied by ‖g‖/θ: the factor is upside down", scaled(all, norm / theta)),
            new Slip("only the first parameter's gradient is changed", firstScaled(gradients, theta / norm)),
            new Slip("every gradient is set to zero", new double[all.length])};
        double[] expected = scaled(all, norm > theta ? theta / norm : 1);
        double[] actual = parameters.stream().flatMap(p -> Stream.of(p.getGradient()))
                .flatMapToDouble(g -> Arrays.stream(Expect.values(g))).toArray();
        String name = String.format(Locale.ROOT, "the gradients together (θ = %s, norm before %.4g)", theta, norm);
        Expect.array(name,
                Draw.array(manager, actual)).isCloseTo(expected, 1e-4, slips);
        Expect.number("the norm returned", returned, norm, 1e-4 * Math.max(1, norm));
    }

    private static double[] firstScaled(double[][] gradients, double factor) {
        double[] all = Arrays.stream(gradients).flatMapToDouble(Arrays::stream).toArray();
        for (int i = 0; i < gradients[0].length; i++) {
            all[i] *= factor;
        }
        return all;
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }
}
