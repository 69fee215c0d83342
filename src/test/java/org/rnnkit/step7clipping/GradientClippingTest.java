package org.rnnkit.step7clipping;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.slips.ClippingSlips;

/** Tests of step 7: g ← min(1, θ/‖g‖) g, one norm over all parameters. */
@Tag("step7")
class GradientClippingTest {

    /** The chapter's example, which may run before these tests, has gradients 3 and 4. */
    private static final double SQUARES_OF_THE_EXAMPLE = 25;

    /** The sum of squares of all gradients that these tests have clipped. A sum kept in a static field has it, too. */
    private static double squaresOfEarlierCalls;
    /** The same, if the sum begins with 0 again after each call that scales. */
    private static double squaresSinceScaling;

    @Test
    @Order(1)
    void returnsTheNormOverAllParametersTogether(NDManager manager, Draw draw) {
        squaresOfEarlierCalls = 0; // of another run, with another class loader
        squaresSinceScaling = 0;
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
        check(new double[][] {{3, 0}, {0, 4, 0}}, 4.999f, manager); // slightly above θ
    }

    @ParameterizedTest(name = "gradients of about {0}")
    @ValueSource(doubles = {1e7, 1e12, 1e15})
    void clipsExplodedGradients(double size, NDManager manager, Draw draw) {
        check(new double[][] {{0.3 * size, 0}, {-0.4 * size}}, 1, manager);
        check(new double[][] {scaled(draw.vector(9), size), {size, -size}}, 2, manager);
    }

    /** Late in training gradients are small. The norms are above, exactly at and below θ. */
    @ParameterizedTest(name = "θ = {0}")
    @ValueSource(floats = {2e-2f, 5e-2f, 1})
    void worksForSmallGradients(float theta, NDManager manager) {
        check(new double[][] {{3e-2, 0}, {0, 4e-2, 0}}, theta, manager);
    }

    @Test
    void shrinksEveryGradientToZeroForAThetaOfZero(NDManager manager) {
        check(new double[][] {{3, 0}, {0, 4, 0}}, 0, manager);
    }

    @ParameterizedTest(name = "gradients of about {0}, θ = {1}")
    @CsvSource({"1e-4, 1", "1e-6, 0", "1e-12, 0"})
    void worksForTinyGradients(double size, float theta, NDManager manager) {
        double[][] gradients = {{3 * size, 0}, {0, 4 * size, 0}};
        double norm = 5 * size;
        NDList parameters = withGradients(gradients, manager);
        double returned = clip(parameters, gradients, theta);
        checkParameters(parameters);
        boolean right = Math.abs(returned - norm) < 1e-3 * norm;
        String given = "gradients of " + ShortNumber.of(3 * size) + " and " + ShortNumber.of(4 * size) + " have the norm "
                + ShortNumber.of(norm);
        Expect.result("the norm of tiny gradients", right, Map.of(
                "small values count like all others, so leave none out of the norm", right || returned < norm,
                "a small number is added under the root or to the norm: ‖g‖ is the root of the squares alone",
                right || returned > norm), () -> given + ", but " + ShortNumber.of(returned) + " is returned");
        double after = Clipping.norm(parameters.stream().map(parameter -> Expect.values(parameter.getGradient())).toList());
        double shrunk = Math.min(norm, theta);
        boolean scaled = Math.abs(after - shrunk) <= 1e-3 * shrunk;
        Expect.result("the norm of tiny gradients after clipping", scaled, ClippingSlips.ofTiny(norm, theta, after, scaled),
                () -> given + ", and " + ShortNumber.of(after) + " after clipping at θ = " + ShortNumber.of(theta)
                        + ", expected " + ShortNumber.of(shrunk));
    }

    /** It is the last, as NaN stays in a sum that is kept in a static field. */
    @ParameterizedTest(name = "one gradient is {0}")
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    @Order(Integer.MAX_VALUE)
    void keepsWhatIsNotFiniteVisible(float value, NDManager manager) {
        double[][] gradients = {{3, 4}, {5, value, 0}};
        NDList parameters = withGradients(gradients, manager);
        double norm = clip(parameters, gradients, 1);
        checkParameters(parameters);
        Expect.that(Float.isNaN(value) ? Double.isNaN(norm) : !Double.isFinite(norm), () -> "the norm returned is "
                + ShortNumber.of(norm) + ", but one value of the gradients is " + value + ": " + (norm > 1e15
                ? "an infinite norm is limited. Return it as it is" : "leave nothing out of the norm")
                + ", so that the caller sees it");
        double after = Expect.values(parameters.get(1).getGradient())[1];
        Expect.that(!Double.isFinite(after), () -> "a gradient of " + value + " became " + ShortNumber.of(after)
                + ": clipping can't repair it, so it must stay visible. Multiply by the factor, and replace nothing");
    }

    @Test
    void worksForOneParameterOfOneValue(NDManager manager) {
        check(new double[][] {{-8}}, 2, manager);
    }

    @ParameterizedTest(name = "{0} parameters")
    @ValueSource(ints = {7, 260})
    void worksForAnyNumberOfParameters(int number, NDManager manager) {
        Draw draw = new Draw(1, "number"); // the same with every seed, so that no two slips agree by chance
        check(Stream.generate(() -> draw.vector(3)).limit(number).toArray(double[][]::new), 0.25f, manager);
    }

    @Test
    void worksForParametersWithAnyNumberOfAxes(NDManager manager) {
        Draw draw = new Draw(1, "axes"); // the same with every seed, so that no two slips agree by chance
        List<Shape> shapes = List.of(new Shape(), new Shape(2, 1, 3), new Shape(3, 3), new Shape(5), new Shape(2, 2, 1, 2),
                new Shape(2, 1, 2, 1, 1, 2));
        double[][] gradients = shapes.stream().map(shape -> draw.vector((int) shape.size())).toArray(double[][]::new);
        check("", withGradients(gradients, shapes, manager), gradients, 0.5f, manager);
    }

    @Test
    void worksForManyValues(NDManager manager, Draw draw) {
        check(new double[][] {draw.vector(3000), draw.vector(1025)}, 1, manager);
    }

    /** With a θ of 0, a factor of 0/0 is free. */
    @Test
    void keepsZeroGradientsAtZero(NDManager manager) {
        check(new double[][] {{0, 0}, {0}}, 1, manager);
    }

    @Test
    void acceptsAParameterWhoseGradientIsStillZero(NDManager manager) {
        check(new double[][] {{6, 8}, {0, 0, 0}}, 1, manager);
        check(new double[][] {{0, 0, 0}, {6, 8}}, 1, manager);
    }

    /** The parameters are the same, so what a first call has kept in a field shows. */
    @Test
    void clipsOtherGradientsOfTheSameParametersInASecondCall(NDManager manager) {
        double[][] first = {{9, -7, 2, 5}, {0.5, -1, 0.25}}; // not drawn, so that no two slips agree by chance
        double[][] second = {{0.5, -0.75, 1, 0.25}, {6, -4, 3}};
        NDList parameters = withGradients(first, manager);
        check(" by a first call", parameters, first, 2, manager);
        for (int i = 0; i < second.length; i++) {
            NDArray gradient = parameters.get(i).getGradient();
            gradient.subi(gradient.duplicate());
            addGradient(parameters.get(i), second[i], manager);
        }
        check(" by a second call", parameters, second, 0.5f, manager, Slip.of("the norm of the call before is returned again: "
                + "compute it from the gradients each time, and keep nothing in a static field",
                Clipping.norm(Arrays.asList(first))));
    }

    /** Only a mistake that shows in the second call alone is told here; all others show in the other tests. */
    @Test
    void changesNothingTheSecondTime(NDManager manager) {
        double[][] gradients = {{6, 0}, {0, 8}};
        NDList parameters = withGradients(gradients, manager);
        clip(parameters, gradients, 2);
        double again = clip(parameters, new double[][] {{1.2, 0}, {0, 1.6}}, 2);
        Expect.consequence(Math.abs(again - 2) < 1e-3, () -> "the norm returned by a second call with the same θ = 2 is "
                + ShortNumber.of(again) + ", expected 2");
    }

    @Test
    void doesNotChangeTheListOfParameters(NDManager manager) {
        double[][] gradients = {{30, 40}, {50}};
        NDList parameters = withGradients(gradients, manager);
        List<NDArray> arrays = List.copyOf(parameters);
        clip(parameters, gradients, 1);
        Expect.that(arrays.equals(List.copyOf(parameters)), "the list of parameters was changed");
        Expect.ownership(arrays.stream().allMatch(parameter -> parameter.getManager() == manager), () -> "clip takes a "
                + "parameter away from its manager, which must close it: leave out attach(...) and detach() on the parameters");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void leavesNoArrayOnTheManagerOfTheParameters(NDManager manager, Draw draw) {
        double[][] gradients = {scaled(draw.vector(4), 10), scaled(draw.vector(3), 10)};
        Map<String, Integer> left = new LinkedHashMap<>();
        left.put("in which the norm is above θ", left(gradients, 1, manager));
        left.put("in which the norm is below θ, so that nothing is clipped", left(gradients, 1000, manager));
        left.put("with gradients of 0", left(Matrix.mapRows(gradients, row -> scaled(row, 0)), 1, manager));
        left.put("with a θ of 0", left(gradients, 0, manager));
        left.put("with gradients of NaN", left(Matrix.mapRows(gradients, row -> scaled(row, Double.NaN)), 1, manager));
        String clean = left.keySet().stream().filter(call -> left.get(call) == 0).findFirst().orElse("");
        left.forEach((call, arrays) -> Expect.nothingLeft("clip" + (clean.isEmpty() ? "" : ", in a call " + call + ","), arrays,
                "the parameters' manager", ": close them, or work in an NDScope.\nEach getGradient() opens another array "
                + "there, and so does what you compute from it" + (clean.isEmpty() ? "" : ".\nIn a call " + clean
                + ", nothing is left: close them in every case")));
    }

    /** Returns the number of arrays that a call leaves on the manager of the parameters. */
    private static int left(double[][] gradients, float theta, NDManager manager) {
        try (NDManager owner = manager.newSubManager()) {
            NDList parameters = withGradients(gradients, manager);
            parameters.forEach(parameter -> parameter.attach(owner));
            clip(parameters, gradients, theta);
            return owner.getManagedArrays().size() - parameters.size();
        }
    }

    /** Returns parameters of ones whose gradients are the given values. */
    private static NDList withGradients(double[][] gradients, NDManager manager) {
        // Weights are matrices, biases vectors.
        return withGradients(gradients, Arrays.stream(gradients).map(gradient -> gradient.length % 2 == 0
                ? new Shape(2, gradient.length / 2) : new Shape(gradient.length)).toList(), manager);
    }

    private static NDList withGradients(double[][] gradients, List<Shape> shapes, NDManager manager) {
        NDList parameters = new NDList();
        for (int i = 0; i < gradients.length; i++) {
            NDArray parameter = manager.ones(shapes.get(i));
            parameter.setRequiresGradient(true);
            addGradient(parameter, gradients[i], manager);
            parameters.add(parameter);
        }
        return parameters;
    }

    private static void addGradient(NDArray parameter, double[] gradient, NDManager manager) {
        NDArray factor = Draw.array(manager, gradient).reshape(parameter.getShape());
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(parameter.mul(factor).sum());
        }
    }

    /** Clips, and counts the gradients among those of earlier calls. */
    private static double clip(NDList parameters, double[][] gradients, float theta) {
        double returned = GradientClipping.clip(parameters, theta);
        double squares = Arrays.stream(Expect.flat(gradients)).map(g -> g * g).sum();
        squaresOfEarlierCalls += squares;
        squaresSinceScaling = Math.sqrt(squaresSinceScaling + squares) > theta ? 0 : squaresSinceScaling + squares;
        return returned;
    }

    private static void check(double[][] gradients, float theta, NDManager manager) {
        check("", withGradients(gradients, manager), gradients, theta, manager);
    }

    /**
     * Clips these gradients, and checks what is returned and what becomes of them.
     *
     * @param call the words for the call; results of the same call are compared with the same slips
     * @param more wrong numbers returned that only this call can have
     */
    private static void check(String call, NDList parameters, double[][] gradients, float theta, NDManager manager,
            Slip... more) {
        double norm = Clipping.norm(Arrays.asList(gradients));
        ClippingSlips slips = new ClippingSlips(gradients, theta, i -> parameters.get(i).getShape(), squaresOfEarlierCalls,
                squaresOfEarlierCalls + SQUARES_OF_THE_EXAMPLE, squaresSinceScaling);
        double returned = clip(parameters, gradients, theta);
        checkParameters(parameters);
        String given = call + String.format(Locale.ROOT, " (θ = %s, norm before %s)", ShortNumber.of(theta),
                ShortNumber.of(norm));
        double[] expected = scaled(Expect.flat(gradients), norm > theta ? theta / norm : 1);
        double[] actual = parameters.stream().flatMap(p -> Stream.of(p.getGradient()))
                .flatMapToDouble(g -> Arrays.stream(Expect.values(g))).toArray();
        Expect.array("the gradients together" + given, Draw.array(manager, actual)).withAxes(List.of("index"))
                .isCloseTo(expected, 1e-4, slips.gradients());
        Expect.that(norm > 0.999 * theta || Arrays.equals(actual, Expect.values(Draw.array(manager, expected))), () -> "the "
                + "gradients" + given + " are not exactly what they were, though their norm is below θ: they were rounded. "
                + "Leave them as they are, and calculate with copies");
        // After the gradients, which tell apart what the norm alone does not: its square, and a forgotten root.
        Expect.number("the norm returned" + given, returned, norm, 1e-4 * Math.max(1, norm),
                Stream.concat(Stream.of(more), Stream.of(slips.returned())).toArray(Slip[]::new));
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
