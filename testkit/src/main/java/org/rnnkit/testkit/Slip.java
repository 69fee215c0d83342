package org.rnnkit.testkit;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * A known mistake and its wrong result.
 *
 * @param words the mistake, in the words that a student reads after "Likely mistake:"
 * @param values the wrong result, flat
 */
public record Slip(String words, double[] values) {

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
        return new Slip(words, sizes(shape));
    }

    static double[] sizes(Shape shape) {
        return Arrays.stream(shape.getShape()).asDoubleStream().toArray();
    }
}
