package org.rnnkit.testkit;

/**
 * A known mistake and its wrong result.
 *
 * @param words the mistake, in the words that a student reads after "This is what comes out when"
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

    /** Makes a slip whose wrong result is a text. */
    public static Slip of(String words, String text) {
        return new Slip(words, codePoints(text));
    }

    static double[] codePoints(String text) {
        return text.codePoints().asDoubleStream().toArray();
    }
}
