package org.rnnkit.testkit.slips;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Matrix;

/** The wrong results of gradient clipping, one for each known slip: the number returned, and the new gradients. */
public final class ClippingSlips {

    private static final String DIVISOR = "a small number is added to ‖g‖ in the divisor: that changes small gradients, and "
            + "the norm is not 0 where it is above θ, so divide by ‖g‖ alone";

    private static final String NOT_AT_ZERO = "nothing is clipped at a θ of 0: every gradient must become 0 then";

    /** A computation with the gradients, their norm and θ. */
    private interface Computation<T> {
        T apply(double[][] gradients, double norm, double theta);
    }

    /**
     * A known slip.
     *
     * @param words the slip in words
     * @param returned the number returned
     * @param gradients the new gradients
     */
    private record Wrong(String words, Computation<Double> returned, Computation<double[][]> gradients) {}

    /** A slip in the norm: the wrong norm is returned and used for scaling. */
    private static Wrong norm(String words, ToDoubleFunction<double[][]> norm) {
        return new Wrong(words, (g, right, theta) -> norm.applyAsDouble(g),
                (g, right, theta) -> times(g, shrink(theta, norm.applyAsDouble(g))));
    }

    /** A slip in scaling. The right norm is returned. */
    private static Wrong scaling(String words, Computation<double[][]> gradients) {
        return new Wrong(words, (g, norm, theta) -> norm, gradients);
    }

    /** A slip in the factor. The right norm is returned, and gradients below θ stay as they are. */
    private static Wrong factor(String words, DoubleBinaryOperator factor) {
        return scaling(words, (g, norm, theta) -> norm > theta ? times(g, factor.applyAsDouble(norm, theta)) : g);
    }

    /** A slip that changes the gradients of some parameters only; it is told the last one's index. */
    private static Wrong only(String words, BiPredicate<Integer, Integer> changed) {
        return scaling(words, (g, norm, theta) -> scaled(g, shrink(theta, norm), i -> changed.test(i, g.length - 1)));
    }

    /** A slip in the number returned. The gradients are right. */
    private static Wrong returned(String words, Computation<Double> returned) {
        return new Wrong(words, returned, (g, norm, theta) -> times(g, shrink(theta, norm)));
    }

    /** Gradients with a norm above a bound are not clipped. */
    private static Wrong large(double bound) {
        return scaling("very large gradients are left as they are: clip them, however large they are",
                (g, norm, theta) -> norm > bound ? g : times(g, shrink(theta, norm)));
    }

    /** A number is added to the norm that the gradients are divided by. */
    private static Wrong added(double small) {
        return scaling(DIVISOR, (g, norm, theta) -> times(g, shrink(theta, norm + small)));
    }

    /** Values below a bound are not scaled. */
    private static Wrong spared(double bound) {
        return scaling("values close to 0 are left as they are: multiply all by the same factor, also those below " + bound,
                (g, norm, theta) -> Matrix.map(g, v -> Math.abs(v) < bound ? v : v * shrink(theta, norm)));
    }

    /** The method ends if some gradients are zero. */
    private static Wrong endsAtZero(String when, Predicate<double[][]> ends) {
        return new Wrong("0 is returned as soon as " + when + ", and nothing is clipped: go on with the others",
                (g, norm, theta) -> ends.test(g) ? 0 : norm,
                (g, norm, theta) -> ends.test(g) ? g : times(g, shrink(theta, norm)));
    }

    /** The norm of zero gradients is NaN. */
    private static Wrong zeroNorm(Computation<double[][]> ofZero) {
        return new Wrong("the norm of zero gradients is NaN: zero is divided by zero, or the root of a number below 0 is taken",
                (g, norm, theta) -> norm == 0 ? Double.NaN : norm,
                (g, norm, theta) -> norm == 0 ? ofZero.apply(g, norm, theta) : times(g, shrink(theta, norm)));
    }

    /** A θ of the step's tests is used again in later calls, perhaps in the comparison only. */
    private static Wrong kept(double earlier, boolean comparedOnly) {
        return scaling("the θ of an earlier call is kept in a static field: take it from the argument in every call",
                (g, norm, theta) -> norm > earlier ? times(g, (comparedOnly ? theta : earlier) / norm) : g);
    }

    private static final List<Wrong> SLIPS = List.of(
            norm("the square root is missing: the sum of squares is taken for the norm", g -> squares(Expect.flat(g))),
            norm("the norms of the parameters are added up; add up the squares of all values, then take one root",
                    g -> norms(g).sum()),
            norm("the mean of the parameters' norms is taken; there is one norm over all values",
                    g -> norms(g).average().orElseThrow()),
            norm("the largest of the parameters' norms is taken; there is one norm over all values",
                    g -> norms(g).max().orElseThrow()),
            norm("only the last parameter counts for the norm", g -> length(g[g.length - 1])),
            norm("only the first parameter counts for the norm", g -> length(g[0])),
            norm("the last parameter is left out of the norm", g -> length(Expect.flat(Arrays.copyOf(g, g.length - 1)))),
            norm("the first parameter is left out of the norm", g -> length(Expect.flat(Arrays.copyOfRange(g, 1, g.length)))),
            norm("the values are added up without being squared", g -> Math.abs(DoubleStream.of(Expect.flat(g)).sum())),
            norm("absolute values are added up instead of squares", g -> DoubleStream.of(Expect.flat(g)).map(Math::abs).sum()),
            norm("the sum is squared; each value must be squared before they are added up",
                    g -> Math.sqrt(Arrays.stream(g).mapToDouble(p -> Math.pow(DoubleStream.of(p).sum(), 2)).sum())),
            norm("the largest absolute value is taken for the norm",
                    g -> Arrays.stream(Expect.flat(g)).map(Math::abs).max().orElseThrow()),
            norm("the mean of the squares is taken instead of their sum",
                    g -> length(Expect.flat(g)) / Math.sqrt(Expect.flat(g).length)),
            norm("the means of the parameters' squares are added up; add up the squares themselves",
                    g -> Math.sqrt(Arrays.stream(g).mapToDouble(p -> squares(p) / p.length).sum())),
            norm("the mean is taken over the parameters: the sum of squares is divided by their number",
                    g -> length(Expect.flat(g)) / Math.sqrt(g.length)),
            norm("the root is taken twice", g -> Math.sqrt(length(Expect.flat(g)))),
            scaling("the gradients are not changed in place: a copy is clipped", (g, norm, theta) -> g),
            scaling("gradients are scaled up too: min(1, ...) is missing, so they grow where the norm is below θ",
                    (g, norm, theta) -> times(g, theta / norm)),
            scaling("the condition is reversed (or max stands where min should): gradients are scaled where the norm is "
                    + "below θ, not above it", (g, norm, theta) -> norm < theta ? times(g, theta / norm) : g),
            scaling("zero is divided by zero: where the norm is 0, leave the gradients as they are",
                    (g, norm, theta) -> norm == 0 ? times(g, Double.NaN) : times(g, shrink(theta, norm))),
            factor("θ is left out of the factor: gradients are divided by the norm alone", (norm, theta) -> 1 / norm),
            scaling("1 is written into the code where θ should stand",
                    (g, norm, theta) -> norm > 1 ? times(g, 1 / norm) : g),
            scaling("the norm is compared with 1 instead of θ",
                    (g, norm, theta) -> norm > 1 ? times(g, theta / norm) : g),
            scaling("gradients are divided by the norm always; only where it is above θ they must shrink, to θ",
                    (g, norm, theta) -> times(g, 1 / norm)),
            factor("gradients are multiplied by θ: the division by the norm is missing", (norm, theta) -> theta),
            factor("the factor is upside down: ‖g‖/θ instead of θ/‖g‖", (norm, theta) -> norm / theta),
            factor("the square root is missing in the factor: θ is divided by ‖g‖²", (norm, theta) -> theta / (norm * norm)),
            scaling("the sum of squares is compared with θ; compare its root, the norm",
                    (g, norm, theta) -> norm * norm > theta ? times(g, theta / norm) : g),
            factor("θ is squared in the factor", (norm, theta) -> theta * theta / norm),
            factor("the root of the factor is taken", (norm, theta) -> Math.sqrt(theta / norm)),
            scaling("each gradient is scaled once for every parameter: the loop that scales stands inside another one",
                    (g, norm, theta) -> norm > theta ? times(g, Math.pow(theta / norm, g.length)) : g),
            factor("gradients are scaled twice", (norm, theta) -> Math.pow(theta / norm, 2)),
            scaling("each parameter is clipped by a norm of its own; one norm over all keeps the direction",
                    (g, norm, theta) -> Matrix.mapRows(g, p -> times(p, shrink(theta, length(p))))),
            scaling("each gradient is scaled by the norm of the gradients so far; add up all squares first, then scale",
                    (g, norm, theta) -> scaledByNormSoFar(g, theta)),
            scaling("single values are clipped to [-θ, θ], not the whole by its norm",
                    (g, norm, theta) -> Matrix.map(g, v -> Math.max(-theta, Math.min(theta, v)))),
            scaling("single values are clipped from above only, not the whole by its norm",
                    (g, norm, theta) -> Matrix.map(g, v -> Math.min(theta, v))),
            only("only the first parameter's gradient is changed", (i, last) -> i == 0),
            only("only the last parameter's gradient is changed", (i, last) -> i.equals(last)),
            only("the last parameter's gradient is not changed", (i, last) -> i < last),
            only("the first parameter's gradient is not changed", (i, last) -> i > 0),
            factor("every gradient is set to zero where the norm is above θ (a quotient of whole numbers is cut to 0)",
                    (norm, theta) -> 0),
            scaling("every gradient is set to zero", (g, norm, theta) -> times(g, 0)),
            scaling("the signs are lost: gradients become their absolute values",
                    (g, norm, theta) -> Matrix.map(g, v -> Math.abs(v) * shrink(theta, norm))),
            scaling("the excess is subtracted from every value instead of scaling all by one factor",
                    (g, norm, theta) -> norm > theta ? Matrix.map(g, v -> v - (norm - theta)) : g),
            endsAtZero("one parameter has a gradient of zero", g -> norms(g).anyMatch(norm -> norm == 0)),
            endsAtZero("the first parameter has a gradient of zero", g -> length(g[0]) == 0),
            scaling("the gradients themselves are squared: an operation in place (muli, powi) on a handle changes them, "
                    + "and toType makes no copy if the type is the same already",
                    (g, norm, theta) -> Matrix.map(g, v -> v * v * shrink(theta, norm))),
            zeroNorm((g, norm, theta) -> g), zeroNorm((g, norm, theta) -> times(g, Double.NaN)),
            returned("the norm after clipping is returned", (g, norm, theta) -> Math.min(theta, norm)),
            returned("the square of the norm is returned", (g, norm, theta) -> norm * norm),
            returned("the factor is returned instead of the norm", (g, norm, theta) -> Math.min(1, theta / norm)),
            returned("θ/‖g‖ is returned instead of the norm", (g, norm, theta) -> theta / norm),
            returned("θ is returned instead of the norm", (g, norm, theta) -> theta),
            returned("the larger of θ and the norm is returned", (g, norm, theta) -> Math.max(theta, norm)),
            returned("the norm is returned as a whole number", (g, norm, theta) -> Math.floor(norm)),
            returned("the norm is returned as a whole number", (g, norm, theta) -> (double) (int) norm),
            large(1e6), large(1e9), large(1e13),
            scaling("gradients whose norm is just above θ are left as they are: compare the norm with θ itself",
                    (g, norm, theta) -> norm > 1.1 * theta ? times(g, theta / norm) : g),
            kept(100, false), kept(1000, false), kept(100, true), kept(1000, true),
            added(1e-2), added(1e-3), spared(1e-3), spared(1e-2), spared(0.1), spared(1),
            scaling("a parameter whose own norm is at most θ is left as it is: all parameters get the same factor",
                    (g, norm, theta) -> Matrix.mapRows(g, p -> length(p) > theta ? times(p, shrink(theta, norm)) : p)),
            factor("the norm in the divisor is a whole number: keep its fraction", (norm, theta) -> theta / Math.floor(norm)),
            factor("θ is taken as a whole number: keep its fraction", (norm, theta) -> Math.floor(theta) / norm),
            scaling("the norm is compared with θ as a whole number: keep its fraction",
                    (g, norm, theta) -> Math.floor(norm) > theta ? times(g, theta / norm) : g),
            norm("the squares are added up as whole numbers: keep their fractions",
                    g -> Math.sqrt(Arrays.stream(g).mapToDouble(p -> Math.floor(squares(p))).sum())),
            scaling(NOT_AT_ZERO,
                    (g, norm, theta) -> theta == 0 ? g : times(g, shrink(theta, norm))),
            returned("0 is returned instead of the norm", (g, norm, theta) -> 0.0));

    private final double[][] gradients;
    private final double theta;
    private final List<Wrong> slips = new ArrayList<>(SLIPS);

    /**
     * Prepares the slips of one case.
     *
     * @param gradients the gradients, a row for each parameter; all values of the parameters are 1
     * @param theta the largest norm allowed, θ
     * @param shapes the shape of the parameter with an index
     * @param earlier the sums of squares that earlier calls may have left in a static field
     */
    public ClippingSlips(double[][] gradients, double theta, IntFunction<Shape> shapes, double... earlier) {
        this.gradients = gradients;
        this.theta = theta;
        IntUnaryOperator axes = i -> shapes.apply(i).dimension();
        addLeftOut("matrices are left out: only the gradients of vectors count and are scaled",
                i -> axes.applyAsInt(i) > 1);
        addLeftOut("biases are left out: only the gradients of matrices count and are scaled",
                i -> axes.applyAsInt(i) < 2);
        addLeftOut("parameters with more than two axes are left out: every parameter counts and is scaled, with any "
                + "shape", i -> axes.applyAsInt(i) > 2);
        addLeftOut("parameters with more than four axes are left out: every parameter counts and is scaled, with any "
                + "shape", i -> axes.applyAsInt(i) > 4);
        addLeftOut("a parameter whose gradient adds up to 0 is left out: add up the squares, which are 0 only where the "
                + "gradient is", i -> DoubleStream.of(gradients[i]).sum() == 0);
        addLeftOut("a parameter without axes, a single number, is left out: every parameter counts and is scaled, "
                + "with any shape", i -> axes.applyAsInt(i) == 0);
        IntStream.concat(IntStream.range(2, 40), IntStream.of(50, 64, 100, 127, 128, 200, 255, 256))
                .filter(most -> most < gradients.length).forEach(most -> addLeftOut("only the first " + most
                        + " parameters are looked at: a list may have any number", i -> i >= most));
        slips.add(norm("a loop over shape.get(0) · shape.get(1) values ends too early: a parameter may have any number of "
                + "axes, and all its values count, size() of them", g -> length(firstOfTwoAxes(g, shapes))));
        for (double sum : earlier) {
            slips.add(norm("the sum of squares goes on from the calls before: it is kept in a static field, so begin with 0 in "
                    + "every call", g -> Math.sqrt(sum + squares(Expect.flat(g)))));
        }
        slips.add(norm("the norm is taken of the parameters, not of their gradients", g -> Math.sqrt(Expect.flat(g).length)));
    }

    /** Returns the values of each gradient that a loop over the sizes of its first two axes reads. */
    private static double[] firstOfTwoAxes(double[][] gradients, IntFunction<Shape> shapes) {
        return Expect.flat(IntStream.range(0, gradients.length).mapToObj(i -> {
            Shape shape = shapes.apply(i);
            return Arrays.copyOf(gradients[i], (int) (shape.dimension() > 1 ? shape.get(0) * shape.get(1) : shape.size()));
        }).toArray(double[][]::new));
    }

    /** Adds the slips that leave out some parameters: in the norm and in scaling, or in one of the two. */
    private void addLeftOut(String words, IntPredicate left) {
        ToDoubleFunction<double[][]> norm = g -> length(select(g, left.negate()));
        slips.add(new Wrong(words, (g, right, theta) -> norm.applyAsDouble(g),
                (g, right, theta) -> scaled(g, shrink(theta, norm.applyAsDouble(g)), left.negate())));
        slips.add(norm(words, norm));
        slips.add(scaling(words, (g, right, theta) -> scaled(g, shrink(theta, right), left.negate())));
    }

    /**
     * Compares the gradients after the clipping of tiny ones with those of the slips in tiny numbers.
     *
     * @param norm the norm before clipping
     * @param theta the largest norm allowed, θ
     * @param after the norm after clipping
     * @param right whether it is right
     * @return whether each slip gives such gradients
     */
    public static Map<String, Boolean> ofTiny(double norm, double theta, double after, boolean right) {
        boolean same = norm > theta && Math.abs(after - norm) < 1e-5 * norm;
        return Map.of("the norm is compared with θ and a tolerance, or only beyond a bound: compare it with θ itself, "
                + "without a tolerance, however small both are", norm > 1e-6 ? right : same,
                NOT_AT_ZERO, right || same && theta == 0);
    }

    /** Returns the numbers that the slips return. */
    public Slip[] returned() {
        return slips.stream().map(slip -> Slip.of(slip.words(), slip.returned().apply(gradients, norm(), theta)))
                .toArray(Slip[]::new);
    }

    /** Returns the gradients that the slips leave behind. With any of them, zero gradients may be treated apart. */
    public Slip[] gradients() {
        Stream<Slip> zero = norm() > 0 ? Stream.empty()
                : slips.stream().map(slip -> Slip.of(slip.words(), gradients));
        return Stream.concat(zero, slips.stream().map(slip -> Slip.of(slip.words(),
                slip.gradients().apply(gradients, norm(), theta)))).toArray(Slip[]::new);
    }

    /** Returns min(1, θ / ‖g‖), also where both are 0. */
    private static double shrink(double theta, double norm) {
        return norm <= theta ? 1 : theta / norm;
    }

    private double norm() {
        return length(Expect.flat(gradients));
    }

    private static double[] select(double[][] rows, IntPredicate index) {
        return Expect.flat(IntStream.range(0, rows.length).filter(index).mapToObj(i -> rows[i]).toArray(double[][]::new));
    }

    private static double squares(double[] values) {
        return Arrays.stream(values).map(v -> v * v).sum();
    }

    private static double length(double[] values) {
        return Math.sqrt(squares(values));
    }

    private static DoubleStream norms(double[][] rows) {
        return Arrays.stream(rows).mapToDouble(ClippingSlips::length);
    }

    private static double[] times(double[] values, double factor) {
        return Matrix.map(values, v -> v * factor);
    }

    private static double[][] times(double[][] rows, double factor) {
        return Matrix.map(rows, v -> v * factor);
    }

    private static double[][] scaled(double[][] rows, double factor, IntPredicate index) {
        double[][] scaled = rows.clone();
        Arrays.setAll(scaled, i -> index.test(i) ? times(rows[i], factor) : rows[i]);
        return scaled;
    }

    private static double[][] scaledByNormSoFar(double[][] rows, double theta) {
        double[][] scaled = rows.clone();
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += squares(rows[i]);
            scaled[i] = times(rows[i], shrink(theta, Math.sqrt(sum)));
        }
        return scaled;
    }
}
