package org.rnnkit.testkit;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A known mistake and its wrong result.
 *
 * @param words the mistake, in the words that a student reads after "Likely mistake:"
 * @param result computes the wrong result, flat; only after a result was wrong
 */
public record Slip(String words, Supplier<double[]> result) {

    /** Makes a slip whose wrong result is known. */
    public Slip(String words, double[] values) {
        this(words, () -> values);
    }

    /** Makes a slip whose wrong result is given in rows. */
    public static Slip of(String words, double[][] values) {
        return new Slip(words, Expect.flat(values));
    }

    /** Makes a slip whose wrong result is a number. */
    public static Slip of(String words, double value) {
        return new Slip(words, new double[] {value});
    }

    /** Makes a slip whose wrong result is a shape. */
    public static Slip of(String words, Shape shape) {
        return new Slip(words, () -> sizes(shape));
    }

    /**
     * Makes a slip of each deviation.
     *
     * @param deviations the enum
     * @param result computes the wrong result of a deviation, in rows
     */
    public static <D extends Enum<D> & Deviation> Slip[] each(Class<D> deviations, Function<D, double[][]> result) {
        return Arrays.stream(deviations.getEnumConstants()).filter(deviation -> !deviation.words().isEmpty())
                .map(deviation -> new Slip(deviation.words(), () -> Expect.flat(result.apply(deviation))))
                .toArray(Slip[]::new);
    }

    /** Returns the wrong result, flat. */
    public double[] values() {
        return result.get();
    }

    static double[] sizes(Shape shape) {
        return Arrays.stream(shape.getShape()).asDoubleStream().toArray();
    }
}
