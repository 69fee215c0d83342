package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;

/**
 * The gradients that the updater gets for a minibatch, right or with a known slip.
 *
 * @param gradients the right gradients before clipping, of all parameters after each other
 * @param sizes the number of values of each parameter
 * @param minibatch the minibatch
 * @param loss its mean loss; NaN if it was not evaluated
 */
public record ClippedGradients(double[] gradients, int[] sizes, Minibatch minibatch, double loss) {

    private static final String MEAN_ALREADY = " before backward, but it is a mean already";
    private static final String ZERO = "the gradients are zero: backward did not run before the update, or they were set to "
            + "zero between backward and the update";
    /** What stands in the place of θ = 1, also in other courses. */
    private static final double[] THETAS = {0.1, 0.25, 0.5, 2, 3, 5};

    /** A loss that is NaN makes every gradient NaN, also where the oracle leaves out a product with 0. */
    public ClippedGradients {
        if (Double.isNaN(Clipping.norm(List.of(gradients)))) {
            gradients = new double[gradients.length];
            Arrays.fill(gradients, Double.NaN);
        }
    }

    /** Returns the right gradients. */
    public double[] right() {
        return clipped(1, gradients, 1);
    }

    /** Returns the wrong gradients. */
    public Slip[] slips() {
        Stream<Slip> otherThetas = DoubleStream.of(THETAS).mapToObj(theta -> new Slip("gradients are clipped with θ = "
                + ShortNumber.of(theta) + " instead of 1", () -> clipped(1, gradients, theta)));
        return Stream.concat(otherThetas, Stream.of(
                new Slip("clipping is missing or comes after the update, so the updater gets gradients that are not clipped: "
                        + "call GradientClipping.clip with θ = 1 after backward and before the update", gradients),
                new Slip("each parameter's gradient is clipped by a norm of its own: give clip all parameters in one call",
                        this::eachClipped),
                new Slip("clip gets only the first parameter: one call must get all of them",
                        () -> clippedUpTo(sizes[0])),
                new Slip("backward starts from the sum of the losses, not from their mean",
                        () -> clipped(minibatch.size(), gradients, 1)),
                new Slip("backward starts from the perplexity, exp of the mean loss: start from the mean loss itself",
                        () -> clipped(Math.exp(loss), gradients, 1)),
                new Slip("the loss is divided by the number of tokens" + MEAN_ALREADY,
                        () -> clipped(1.0 / minibatch.size(), gradients, 1)),
                new Slip("the loss is divided by the number of sequences" + MEAN_ALREADY,
                        () -> clipped(1.0 / minibatch.tokens().length, gradients, 1)),
                new Slip("gradients are twice as large as they should be: backward runs twice for a minibatch",
                        () -> clipped(2, gradients, 1)),
                new Slip(ZERO, new double[gradients.length]),
                new Slip(ZERO, Matrix.map(gradients, g -> g - g)))).toArray(Slip[]::new); // NaN stays NaN
    }

    private static double[] clipped(double factor, double[] gradients, double theta) {
        double[] clipped = Matrix.map(gradients, g -> factor * g);
        Clipping.clip(List.of(clipped), theta);
        return clipped;
    }

    /** Returns the gradients if only the first values are clipped, by their own norm. */
    private double[] clippedUpTo(int end) {
        double[] first = clipped(1, Arrays.copyOf(gradients, end), 1);
        return DoubleStream.concat(DoubleStream.of(first), Arrays.stream(gradients, end, gradients.length)).toArray();
    }

    private double[] eachClipped() {
        int[] from = {0};
        return Arrays.stream(sizes).boxed().flatMapToDouble(size -> DoubleStream.of(clipped(1,
                Arrays.copyOfRange(gradients, from[0], from[0] += size), 1))).toArray();
    }
}
