package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Deviation;
import org.rnnkit.testkit.Expect;

/** The oracle of gradient clipping by norm, g ← min(1, θ/‖g‖) g, right or with a known slip. */
public final class Clipping {

    private static final String BIASES = "biases are left out: only the gradients of matrices count and are scaled";
    private static final String OWN = "each parameter is clipped by a norm of its own; one norm over all keeps the direction";
    private static final String WHOLE = "the sum of squares is kept in an int or a long, where += cuts off the decimals: keep "
            + "it in a double";
    private static final String MEAN = "the mean of the squares is taken instead of their sum";
    private static final String FACTOR = "the factor is returned instead of the norm";
    /** The number of parameters of step 2. */
    private static final int FIVE = 5;

    /**
     * What is clipped.
     *
     * @param gradients the gradients, a row for each parameter
     * @param axes the number of axes of each parameter
     * @param normOfParameters the norm of the parameters' own values
     * @param theta the largest norm allowed, θ
     */
    public record Given(double[][] gradients, int[] axes, double normOfParameters, double theta) {

        /** Returns the same with another θ. */
        public Given with(double otherTheta) {
            return new Given(gradients, axes, normOfParameters, otherTheta);
        }

        /** Returns the right norm. */
        public double norm() {
            return length(all());
        }

        private double[] all() {
            return Expect.flat(gradients);
        }

        private DoubleStream norms() {
            return Arrays.stream(gradients).mapToDouble(Clipping::length);
        }

        private double[] last() {
            return gradients[gradients.length - 1];
        }

        /** Returns the sum of squares that a long holds after += for each parameter. */
        private long sumInLong() {
            long sum = 0;
            for (double[] one : gradients) {
                sum = (long) (sum + squares(one));
            }
            return sum;
        }

        /** Returns the sum of squares that an int holds after += for each parameter: at most its largest value. */
        private int sumInInt() {
            int sum = 0;
            for (double[] one : gradients) {
                sum = (int) (sum + squares(one));
            }
            return sum;
        }

        private double normOf(IntPredicate parameter) {
            return Math.sqrt(IntStream.range(0, gradients.length).filter(parameter).mapToDouble(i -> squares(gradients[i]))
                    .sum());
        }
    }

    /** A known slip. */
    public enum Wrong implements Deviation {
        NO_ROOT("the square root is missing: the sum of squares is taken for the norm"),
        ROOT_TWICE("the root is taken twice"),
        SUM_OF_NORMS("the norms of the parameters are added up; add up the squares of all values, then take one root"),
        LAST_ALONE("only the last parameter counts for the norm"),
        FIRST_ALONE("only the first parameter counts for the norm"),
        VALUES_ADDED("the values are added up without being squared"),
        ABSOLUTES_ADDED("absolute values are added up instead of squares"),
        LARGEST_VALUE("the largest absolute value is taken for the norm"),
        MEAN_OF_SQUARES(MEAN),
        SUM_OF_MEANS(MEAN),
        KEPT_IN_LONG(WHOLE), KEPT_IN_INT(WHOLE),
        OF_PARAMETERS("the norm is taken of the parameters, not of their gradients"),
        FIVE_ALONE("only the first five parameters are looked at: a list may have any number"),
        BIASES_LEFT_OUT(BIASES), MATRICES_ALONE(BIASES),
        NOT_IN_PLACE("the gradients are not changed in place: a copy is clipped"),
        SCALED_UP("gradients are scaled up too: min(1, ...) is missing, so they grow where the norm is below θ"),
        REVERSED("the condition is reversed (or max stands where min should): gradients are scaled where the norm is below θ, "
                + "not above it"),
        ZERO_DIVIDED("zero is divided by zero: where the norm is 0, leave the gradients as they are"),
        NO_LIMIT_AT_ZERO("nothing is clipped at a θ of 0: every gradient must become 0 then"),
        NO_THETA("θ is left out of the factor: gradients are divided by the norm alone"),
        ONE_FOR_THETA("1 is written into the code where θ should stand"),
        ALWAYS_DIVIDED("gradients are divided by the norm always; only where it is above θ they must shrink, to θ"),
        TIMES_THETA("gradients are multiplied by θ: the division by the norm is missing"),
        UPSIDE_DOWN("the factor is upside down: ‖g‖/θ instead of θ/‖g‖"),
        OVER_SQUARE("the square root is missing in the factor: θ is divided by ‖g‖²"),
        SQUARE_COMPARED("the sum of squares is compared with θ; compare its root, the norm"),
        PER_PARAMETER(OWN), PER_PARAMETER_WITH_0(OWN),
        SO_FAR("each gradient is scaled by the norm of the gradients so far; add up all squares first, then scale"),
        VALUES_LIMITED("single values are clipped to [-θ, θ], not the whole by its norm"),
        LIMITED_ABOVE("single values are clipped from above only, not the whole by its norm"),
        SQUARED_IN_PLACE("the gradients themselves are squared: an operation in place (muli, powi) on a handle changes them, "
                + "and toType makes no copy if the type is the same already"),
        AFTER_RETURNED("the norm after clipping is returned"),
        SQUARE_RETURNED("the square of the norm is returned"),
        FACTOR_RETURNED(FACTOR), FACTOR_WITH_0_RETURNED(FACTOR),
        THETA_RETURNED("θ is returned instead of the norm"),
        ZERO_RETURNED("0 is returned instead of the norm");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        /** Returns the norm that is used for scaling. */
        private double norm(Given given) {
            double[] all = given.all();
            return switch (this) {
                case NO_ROOT -> squares(all);
                case ROOT_TWICE -> Math.sqrt(given.norm());
                case SUM_OF_NORMS -> given.norms().sum();
                case LAST_ALONE -> length(given.last());
                case FIRST_ALONE -> length(given.gradients[0]);
                case VALUES_ADDED -> Math.abs(DoubleStream.of(all).sum());
                case ABSOLUTES_ADDED -> DoubleStream.of(all).map(Math::abs).sum();
                case LARGEST_VALUE -> DoubleStream.of(all).map(Math::abs).max().orElseThrow();
                case MEAN_OF_SQUARES -> given.norm() / Math.sqrt(all.length);
                case SUM_OF_MEANS -> Math.sqrt(Arrays.stream(given.gradients).mapToDouble(one -> squares(one) / one.length)
                        .sum());
                case KEPT_IN_LONG -> Math.sqrt(given.sumInLong());
                case KEPT_IN_INT -> Math.sqrt(given.sumInInt());
                case OF_PARAMETERS -> given.normOfParameters;
                default -> given.normOf(i -> isSeen(i, given.axes[i]));
            };
        }

        /** Tells whether a parameter counts for the norm, and is scaled. */
        private boolean isSeen(int index, int axes) {
            return switch (this) {
                case FIVE_ALONE -> index < FIVE;
                case BIASES_LEFT_OUT -> axes > 1;
                case MATRICES_ALONE -> axes == 2;
                default -> true;
            };
        }

        /** Returns the factor for a norm above θ. */
        private double factor(Given given, double norm) {
            double theta = given.theta;
            return switch (this) {
                case NO_THETA -> 1 / norm;
                case TIMES_THETA -> theta;
                case UPSIDE_DOWN -> norm / theta;
                case OVER_SQUARE -> theta / (norm * norm);
                case NO_LIMIT_AT_ZERO -> theta == 0 ? 1 : theta / norm;
                default -> theta / norm;
            };
        }

        /** Returns the factor for any norm. */
        private double shrink(Given given, double norm) {
            double theta = given.theta;
            return switch (this) {
                case NOT_IN_PLACE -> 1;
                case SCALED_UP -> theta / norm;
                case REVERSED -> norm < theta ? theta / norm : 1;
                case ZERO_DIVIDED -> norm > 0 ? Math.min(1, theta / norm) : Double.NaN;
                case ONE_FOR_THETA -> norm > 1 ? 1 / norm : 1;
                case ALWAYS_DIVIDED -> 1 / norm;
                case SQUARE_COMPARED -> norm * norm > theta ? theta / norm : 1;
                default -> norm > theta ? factor(given, norm) : 1;
            };
        }

        /** Returns the new gradient of one parameter. */
        private double[] gradient(Given given, int index, double norm) {
            double theta = given.theta;
            double[] g = given.gradients[index];
            double factor = shrink(given, norm);
            return switch (this) {
                case PER_PARAMETER -> times(g, Clipping.shrink(theta, length(g)));
                case PER_PARAMETER_WITH_0 -> times(g, Math.min(1, theta / length(g))); // may be 0/0
                case SO_FAR -> times(g, Clipping.shrink(theta, given.normOf(i -> i <= index)));
                case VALUES_LIMITED -> Matrix.map(g, v -> Math.max(-theta, Math.min(theta, v)));
                case LIMITED_ABOVE -> Matrix.map(g, v -> Math.min(theta, v));
                case SQUARED_IN_PLACE -> Matrix.map(g, v -> v * v * factor);
                default -> isSeen(index, given.axes[index]) ? times(g, factor) : g;
            };
        }
    }

    private Clipping() {}

    /** Returns the number that is returned with a slip. */
    public static double returned(Wrong wrong, Given given) {
        double norm = wrong.norm(given);
        double theta = given.theta;
        return switch (wrong) {
            case AFTER_RETURNED -> Math.min(theta, norm);
            case SQUARE_RETURNED -> norm * norm;
            case FACTOR_RETURNED -> shrink(theta, norm);
            case FACTOR_WITH_0_RETURNED -> Math.min(1, theta / norm); // may be 0/0
            case THETA_RETURNED -> theta;
            case ZERO_RETURNED -> 0;
            default -> norm;
        };
    }

    /** Returns the gradients that a slip leaves behind. */
    public static double[][] gradients(Wrong wrong, Given given) {
        double norm = wrong.norm(given);
        return IntStream.range(0, given.gradients.length).mapToObj(i -> wrong.gradient(given, i, norm))
                .toArray(double[][]::new);
    }

    /** Returns the norm over all values together. */
    public static double norm(List<double[]> gradients) {
        return Math.sqrt(gradients.stream().mapToDouble(Clipping::squares).sum());
    }

    /** Clips in place and returns the norm before. */
    public static double clip(List<double[]> gradients, double theta) {
        double norm = norm(gradients);
        gradients.forEach(gradient -> Arrays.setAll(gradient, i -> gradient[i] * shrink(theta, norm)));
        return norm;
    }

    /** Returns min(1, θ / ‖g‖), also where both are 0. */
    public static double shrink(double theta, double norm) {
        return norm <= theta ? 1 : theta / norm;
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static double length(double[] values) {
        return Math.sqrt(squares(values));
    }

    private static double[] times(double[] values, double factor) {
        return Matrix.map(values, v -> v * factor);
    }
}
