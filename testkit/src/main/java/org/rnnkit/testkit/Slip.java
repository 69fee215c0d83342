package org.rnnkit.testkit;

/**
 * A known mistake and what comes out of it.
 *
 * @param words the mistake as one would say it to whoever made it
 * @param values the wrong result, flat
 */
public record Slip(String words, double[] values) {

    /** The same from rows. */
    public static Slip of(String words, double[][] values) {
        return new Slip(words, Expect.flat(values));
    }
}
