package org.rnnkit.step7clipping;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.cases.Call;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.WrongClipping;

/** A call of step 7, and everything that is asked of it. */
final class ClippingCase implements StepCase {

    /**
     * The largest error of a result, as a part of it. A sum of n squares, all above 0, in float32 has an error of about √n ·
     * 6e-8, at worst n · 6e-8; its root has half of it. The 20,000 values of the largest case (see work) make 4e-6 of it: so
     * this is more than 20 times the usual error.
     */
    private static final double ROUNDING = 1e-4;
    /** A larger number than this in the divisor does harm; the chapter allows 1e-6. */
    private static final double SMALL = 1e-5;
    /** The norm of gradients in which only one value counts, as it is not finite. */
    private static final double SOME = 3;
    /** The unit for gradients that must become 0. */
    private static final double NOTHING = 1e-30;

    @Override
    public double work(DrawnValues values) {
        boolean isPossible = values.size("axes") > 0 || values.size("values") == 1;
        boolean isWithZeros = !values.is("zeros", "none") && values.size("parameters") == 1;
        return isPossible && !isWithZeros ? 20.0 * values.size("parameters") * values.size("values")
                : Double.POSITIVE_INFINITY;
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        float theta = (float) values.number("θ");
        List<Shape> shapes = shapes(values, draw);
        double[][] drawn = shapes.stream().map(shape -> draw.vector((int) shape.size())).toArray(double[][]::new);
        double[] balanced = drawn[drawn.length - 1]; // adds up to 0
        IntStream.range(0, balanced.length / 2).forEach(i -> balanced[2 * i + 1] = -balanced[2 * i]);
        if (!values.is("zeros", "none")) {
            Arrays.fill(drawn[values.is("zeros", "first") ? 0 : drawn.length - 1], 0);
        }
        double[][] gradients = withNorm(norm(values, theta), drawn);
        NDList parameters = parameters(shapes, draw, manager);
        if (values.is("norm", "NaN")) {
            checkNotFinite(parameters, theta, gradients, draw, Float.NaN);
        } else if (values.is("norm", "Infinity")) {
            checkNotFinite(parameters, theta, gradients, draw, draw.integer(0, 1) == 0 ? Float.POSITIVE_INFINITY
                    : Float.NEGATIVE_INFINITY);
        } else {
            addGradients(parameters, gradients);
            check(parameters, theta, gradients);
        }
    }

    private static double norm(DrawnValues values, float theta) {
        return values.isNumber("norm") ? values.number("norm") : switch (values.word("norm")) {
            case "0.99 θ" -> 0.99 * theta;
            case "θ" -> theta;
            case "1.0005 θ" -> 1.0005 * theta;
            default -> SOME;
        };
    }

    /** Draws shapes. One parameter has the axes and the number of values of the case, the others as many or fewer. */
    private static List<Shape> shapes(DrawnValues values, Draw draw) {
        int parameters = values.size("parameters");
        int drawn = draw.integer(0, parameters - 1);
        return IntStream.range(0, parameters).mapToObj(i -> i == drawn
                ? shape(values.size("axes"), values.size("values"), draw)
                : shape(draw.integer(0, values.size("axes")), draw.integer(1, values.size("values")), draw)).toList();
    }

    private static Shape shape(int axes, int values, Draw draw) {
        long[] sizes = new long[axes];
        int left = values;
        for (int axis = 0; axis < axes; axis++) {
            int size = draw.integer(1, 4);
            sizes[axis] = axis == axes - 1 ? left : left % size == 0 ? size : 1;
            left /= (int) sizes[axis];
        }
        return new Shape(sizes);
    }

    /** Returns gradients in the same direction with this norm, exact in float32. A 0 has no sign, as no step must keep it. */
    static double[][] withNorm(double norm, double[]... gradients) {
        double factor = norm / Clipping.norm(Arrays.asList(gradients));
        return Matrix.map(gradients, value -> value == 0 || norm == 0 ? 0 : (float) (value * factor));
    }

    /** Makes parameters with these gradients: matrices, and vectors where the number of values is odd. */
    static NDList parameters(NDManager manager, double[]... gradients) {
        NDList parameters = parameters(Arrays.stream(gradients).map(gradient -> gradient.length % 2 == 0
                ? new Shape(2, gradient.length / 2) : new Shape(gradient.length)).toList(), new Draw(1, "parameters"), manager);
        addGradients(parameters, gradients);
        return parameters;
    }

    private static NDList parameters(List<Shape> shapes, Draw draw, NDManager manager) {
        NDManager owner = manager.newSubManager();
        NDList parameters = new NDList(shapes.stream()
                .map(shape -> Draw.array(owner, draw.vector((int) shape.size())).reshape(shape)).toList());
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    static void addGradients(NDList parameters, double[]... gradients) {
        try (NDManager manager = parameters.get(0).getManager().newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDList flat = new NDList(parameters.stream().map(NDArray::flatten).toList());
            flat.attach(manager);
            NDArray all = flat.size() == 1 ? flat.get(0) : NDArrays.concat(flat); // of one array, concat cuts the graph
            collector.backward(Draw.array(manager, Expect.flat(gradients)).mul(all).sum()); // the gradient of p · g by p is g
        }
    }

    /** Clips gradients, and checks what is returned, what becomes of them, and what stays as it is. */
    static void check(NDList parameters, float theta, double[]... gradients) {
        int[] axes = parameters.stream().mapToInt(parameter -> parameter.getShape().dimension()).toArray();
        WrongClipping given = new WrongClipping(gradients, axes, Clipping.norm(Expect.values(parameters)), theta);
        double norm = given.norm();
        String words = String.format(Locale.ROOT, " (θ = %s, norm before %s)", ShortNumber.of(theta), ShortNumber.of(norm));
        clip(parameters, theta, returned -> {
            checkGradients(parameters, given, words);
            // After the gradients, which tell apart what the norm alone does not: its square, and a forgotten root.
            Expect.number("the norm returned" + words, returned, norm, ROUNDING * norm, given::ofReturned);
        });
    }

    private static void checkGradients(NDList parameters, WrongClipping given, String words) {
        double norm = given.norm();
        double theta = given.theta();
        if (norm == 0 && theta == 0) {
            return; // 0/0 is free
        }
        double factor = Clipping.shrink(theta, norm);
        double[] expected = Matrix.map(Expect.flat(given.gradients()), value -> value * factor);
        double[] actual = Expect.flat(parameters.stream().map(ClippingCase::gradient).toArray(double[][]::new));
        NDManager manager = parameters.get(0).getManager();
        Expect.array("the gradients together" + words, Draw.array(manager, actual)).withAxes(List.of("index"))
                .inUnitsOf(Math.max(NOTHING, Math.min(norm, theta)))
                .isCloseTo(expected, ROUNDING + Math.min(1, SMALL / norm), () -> slips(given));
        Expect.that(norm > 0.995 * theta - SMALL || Arrays.equals(actual, expected), () -> "the gradients" + words + " are "
                + "not exactly what they were, though their norm is below θ: don't multiply them by anything there, and "
                + "calculate with copies, since another data type rounds them");
    }

    private static Slip[] slips(WrongClipping given) {
        double theta = given.theta();
        boolean isNear = Math.abs(given.norm() - theta) < SMALL * theta; // rounding decides which one is larger
        Stream<Slip> slips = isNear ? Stream.of(given.with(theta * (1 - SMALL)), given.with(theta * (1 + SMALL)))
                .flatMap(one -> Stream.of(one.ofGradients())) : Stream.of(given.ofGradients());
        // With any slip, zero gradients may be treated apart.
        return given.norm() > 0 ? slips.toArray(Slip[]::new) : slips.flatMap(slip -> Stream.of(slip,
                new Slip(slip.words(), Expect.flat(given.gradients())))).toArray(Slip[]::new);
    }

    private static void checkNotFinite(NDList parameters, float theta, double[][] gradients, Draw draw, float value) {
        int parameter = draw.integer(0, gradients.length - 1);
        int place = draw.integer(0, gradients[parameter].length - 1);
        gradients[parameter][place] = value;
        addGradients(parameters, gradients);
        clip(parameters, theta, norm -> {
            Expect.consequence(Float.isNaN(value) ? Double.isNaN(norm) : !Double.isFinite(norm), () -> "the norm returned is "
                    + ShortNumber.of(norm) + ", but one value of the gradients is " + value + ": " + (norm > 1e15
                    ? "an infinite norm is limited. Return it as it is" : "leave nothing out of the norm")
                    + ", so that the caller sees it");
            double after = gradient(parameters.get(parameter))[place];
            Expect.consequence(!Double.isFinite(after), () -> "a gradient of " + value + " became " + ShortNumber.of(after)
                    + ": clipping can't repair it, so it must stay visible. Multiply by the factor, and replace nothing");
        });
    }

    private static void clip(NDList parameters, float theta, Consumer<Double> checkResult) {
        List<double[]> before = Expect.values(parameters);
        Call.of("clip").with("parameters", parameters, IntStream.range(0, parameters.size())
                .mapToObj(i -> "parameters.get(" + i + ")").toList())
                .leavesNothingOn(parameters.get(0).getManager(), "the parameters' manager").run(() -> {
                    double norm = GradientClipping.clip(parameters, theta);
                    for (int i = 0; i < before.size(); i++) {
                        NDArray parameter = parameters.get(i);
                        double[] values = before.get(i);
                        Expect.that(parameter.isReleased() || Arrays.equals(Expect.values(parameter), values), "clip changed "
                                + "the parameters themselves: change their gradients, parameter.getGradient(), and leave the "
                                + "parameters as they are");
                    }
                    return norm;
                }, checkResult);
    }

    private static double[] gradient(NDArray parameter) {
        try (NDArray gradient = parameter.getGradient()) {
            return Expect.values(gradient);
        }
    }
}
