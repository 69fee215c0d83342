package org.rnnkit.testkit;

/**
 * A known mistake and its wrong result.
 *
 * @param words the mistake, in the words that a student reads
 * @param values the wrong result, flat
 */
public record Slip(String words, double[] values) {

    /** Makes a slip whose wrong result is given in rows. */
    public static Slip of(String words, double[][] values) {
        return new Slip(words, Expect.flat(values));
    }
}
