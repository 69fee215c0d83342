package org.rnnkit.testkit.oracle;

import static org.rnnkit.testkit.oracle.Clipping.shrink;
import static org.rnnkit.testkit.oracle.Clipping.squares;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;

/**
 * The known slips of step 7: in the norm, in the factor, in what is scaled, or in what is returned.
 *
 * @param gradients the gradients, a row for each parameter
 * @param axes the number of axes of each parameter
 * @param normOfParameters the norm of the parameters' own values
 * @param theta the largest norm allowed, θ
 */
public record WrongClipping(double[][] gradients, int[] axes, double normOfParameters, double theta) {

    private static final String BIASES = "biases are left out: only the gradients of matrices count and are scaled";
    private static final String OWN = "each parameter is clipped by a norm of its own; one norm over all keeps the direction";
    private static final String MEAN = "the mean of the squares is taken instead of their sum";
    private static final String FACTOR = "the factor is returned instead of the norm";
    /** The number of parameters of step 2. */
    private static final int FIVE = 5;

    /** A slip: the number that it returns, and the gradients that it leaves behind. */
    private record Wrong(String words, DoubleSupplier returned, Supplier<double[][]> gradients) {}

    /** Returns the same with another θ. */
    public WrongClipping with(double otherTheta) {
        return new WrongClipping(gradients, axes, normOfParameters, otherTheta);
    }

    /** Returns the right norm. */
    public double norm() {
        return normOf(parameter -> true);
    }

    /** Returns the wrong numbers that are returned. */
    public Slip[] ofReturned() {
        return slips().stream().map(wrong -> Slip.of(wrong.words, wrong.returned.getAsDouble())).toArray(Slip[]::new);
    }

    /** Returns the wrong gradients that are left behind. */
    public Slip[] ofGradients() {
        return slips().stream().map(wrong -> new Slip(wrong.words, () -> Expect.flat(wrong.gradients.get())))
                .toArray(Slip[]::new);
    }

    private List<Wrong> slips() {
        return Stream.concat(slipsOfNorm(), otherSlips()).toList();
    }

    private Stream<Wrong> slipsOfNorm() {
        double[] all = Expect.flat(gradients);
        return Stream.of(
                wrongNorm("the square root is missing: the sum of squares is taken for the norm", () -> squares(all)),
                wrongNorm("the root is taken twice", () -> Math.sqrt(norm())),
                wrongNorm("the norms of the parameters are added up; add up the squares of all values, then take one root",
                        () -> IntStream.range(0, gradients.length).mapToDouble(this::normOf).sum()),
                wrongNorm("only the last parameter counts for the norm", () -> normOf(gradients.length - 1)),
                wrongNorm("only the first parameter counts for the norm", () -> normOf(0)),
                wrongNorm("the values are added up without being squared", () -> Math.abs(DoubleStream.of(all).sum())),
                wrongNorm("the values of each parameter are added up before they are squared: square every value, then add",
                        () -> Math.sqrt(DoubleStream.of(sums()).map(sum -> sum * sum).sum())),
                wrongNorm("absolute values are added up instead of squares", () -> DoubleStream.of(all).map(Math::abs).sum()),
                wrongNorm(MEAN, () -> norm() / Math.sqrt(all.length)),
                wrongNorm(MEAN, () -> norm() / Math.sqrt(gradients.length)),
                wrongNorm(MEAN, () -> Math.sqrt(Stream.of(gradients).mapToDouble(one -> squares(one) / one.length).sum())),
                wrongNorm("the largest of the parameters' norms is taken; one norm is of all values together",
                        () -> IntStream.range(0, gradients.length).mapToDouble(this::normOf).max().orElse(0)),
                wrongNorm("the sum of squares is kept in an int or a long, where += cuts off the decimals: keep it in a "
                        + "double", () -> Math.sqrt(sumInInt())),
                wrongNorm("the norm is taken of the parameters, not of their gradients", () -> normOfParameters));
    }

    private Stream<Wrong> otherSlips() {
        return Stream.of(
                wrongParameters("only the first five parameters are looked at: a list may have any number", i -> i < FIVE),
                wrongParameters(BIASES, i -> axes[i] > 1),
                wrongParameters(BIASES, i -> axes[i] == 2),
                wrongFactor("the gradients are not changed in place: a copy is clipped", (norm, t) -> 1),
                wrongFactor("gradients are scaled up too: min(1, ...) is missing, so they grow where the norm is below θ",
                        (norm, t) -> t / norm),
                wrongFactor("the condition is reversed (or max stands where min should): gradients are scaled where the norm "
                        + "is below θ, not above it", (norm, t) -> norm < t ? t / norm : 1),
                wrongFactor("zero is divided by zero: where the norm is 0, leave the gradients as they are",
                        (norm, t) -> norm > 0 ? shrink(t, norm) : Double.NaN),
                wrongFactor("nothing is clipped at a θ of 0: every gradient must become 0 then",
                        (norm, t) -> t == 0 ? 1 : shrink(t, norm)),
                wrongFactor("θ is left out of the factor: gradients are divided by the norm alone",
                        (norm, t) -> norm > t ? 1 / norm : 1),
                wrongFactor("1 is written into the code where θ should stand", (norm, t) -> shrink(1, norm)),
                wrongFactor("gradients are divided by the norm always; only where it is above θ they must shrink, to θ",
                        (norm, t) -> 1 / norm),
                wrongFactor("gradients are multiplied by θ: the division by the norm is missing",
                        (norm, t) -> norm > t ? t : 1),
                wrongFactor("the factor is upside down: ‖g‖/θ instead of θ/‖g‖", (norm, t) -> norm > t ? norm / t : 1),
                wrongFactor("the square root is missing in the factor: θ is divided by ‖g‖²",
                        (norm, t) -> norm > t ? t / (norm * norm) : 1),
                wrongFactor("the root of the factor is taken: scale by θ/‖g‖ itself",
                        (norm, t) -> norm > t ? Math.sqrt(t / norm) : 1),
                wrongFactor("the factor is divided by the number of parameters",
                        (norm, t) -> norm > t ? t / norm / gradients.length : 1),
                wrongFactor("the sum of squares is compared with θ; compare its root, the norm",
                        (norm, t) -> norm * norm > t ? t / norm : 1),
                wrongGradients("the gradient of the last parameter is not scaled: one factor is for all",
                        i -> i == gradients.length - 1 ? gradients[i] : times(i, shrink(theta, norm()))),
                wrongGradients("only the gradient of the first parameter is scaled: one factor is for all",
                        i -> i > 0 ? gradients[i] : times(i, shrink(theta, norm()))),
                wrongGradients(OWN, i -> times(i, shrink(theta, normOf(i)))),
                wrongGradients(OWN, i -> times(i, Math.min(1, theta / normOf(i)))), // may be 0/0
                wrongGradients("each gradient is scaled by the norm of the gradients so far; add up all squares first, then "
                        + "scale", i -> times(i, shrink(theta, normOf(parameter -> parameter <= i)))),
                wrongGradients("single values are clipped to [-θ, θ], not the whole by its norm",
                        i -> Matrix.map(gradients[i], v -> Math.max(-theta, Math.min(theta, v)))),
                wrongGradients("the gradients themselves are squared: an operation in place (muli, powi) on a handle changes "
                        + "them, and toType makes no copy if the type is the same already",
                        i -> Matrix.map(gradients[i], v -> v * v * shrink(theta, norm()))),
                wrongReturned("the norm after clipping is returned", (norm, t) -> Math.min(t, norm)),
                wrongReturned("the norm is cut to a whole number where it is returned: keep it in a double",
                        (norm, t) -> (long) norm),
                wrongReturned("the square of the norm is returned", (norm, t) -> norm * norm),
                wrongReturned(FACTOR, (norm, t) -> shrink(t, norm)),
                wrongReturned(FACTOR, (norm, t) -> Math.min(1, t / norm)), // may be 0/0
                wrongReturned("θ is returned instead of the norm", (norm, t) -> t));
    }

    /** Makes a slip in the norm, which is returned and scales the gradients. */
    private Wrong wrongNorm(String words, DoubleSupplier norm) {
        return new Wrong(words, norm, () -> scaled(parameter -> true, norm.getAsDouble()));
    }

    /** Makes a slip in which only some parameters count for the norm and are scaled. */
    private Wrong wrongParameters(String words, IntPredicate isSeen) {
        return new Wrong(words, () -> normOf(isSeen), () -> scaled(isSeen, normOf(isSeen)));
    }

    /** Makes a slip in the factor of all gradients, which is computed from the right norm and θ. */
    private Wrong wrongFactor(String words, DoubleBinaryOperator factor) {
        return wrongGradients(words, i -> times(i, factor.applyAsDouble(norm(), theta)));
    }

    /** Makes a slip that changes the gradient of each parameter in another way. */
    private Wrong wrongGradients(String words, IntFunction<double[]> ofParameter) {
        return new Wrong(words, this::norm,
                () -> IntStream.range(0, gradients.length).mapToObj(ofParameter).toArray(double[][]::new));
    }

    /** Makes a slip in the returned number, which is computed from the right norm and θ. The gradients are right. */
    private Wrong wrongReturned(String words, DoubleBinaryOperator returned) {
        return new Wrong(words, () -> returned.applyAsDouble(norm(), theta), () -> scaled(parameter -> true, norm()));
    }

    private double[][] scaled(IntPredicate isSeen, double norm) {
        return IntStream.range(0, gradients.length).mapToObj(i -> isSeen.test(i) ? times(i, shrink(theta, norm)) : gradients[i])
                .toArray(double[][]::new);
    }

    private double[] times(int parameter, double factor) {
        return Matrix.map(gradients[parameter], value -> value * factor);
    }

    private double normOf(int parameter) {
        return Math.sqrt(squares(gradients[parameter]));
    }

    private double normOf(IntPredicate isSeen) {
        return Math.sqrt(IntStream.range(0, gradients.length).filter(isSeen).mapToDouble(i -> squares(gradients[i])).sum());
    }

    private double[] sums() {
        return Stream.of(gradients).mapToDouble(gradient -> DoubleStream.of(gradient).sum()).toArray();
    }

    /** Returns the sum of squares that an int holds after += for each parameter: at most its largest value. */
    private int sumInInt() {
        int sum = 0;
        for (double[] one : gradients) {
            sum = (int) (sum + squares(one));
        }
        return sum;
    }
}
