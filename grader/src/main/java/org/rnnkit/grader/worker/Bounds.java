package org.rnnkit.grader.worker;

/**
 * Checks of the values in a worker's answer. Code that takes over its worker can sign any answer, so the grader believes no
 * size, length or number in it. An answer that breaks a bound counts as unreadable.
 */
public final class Bounds {

    /** The longest name, in characters. */
    public static final int NAME = 300;
    /** The longest message; the kit's own are cut at 4,000 characters, with a few sentences around them. */
    public static final int MESSAGE = 20_000;

    private Bounds() {}

    /**
     * Checks that a value is within its bounds.
     *
     * @param what the value's name
     * @throws IllegalArgumentException if it is not
     */
    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is out of bounds");
        }
    }

    /**
     * Checks that a text is there and not too long.
     *
     * @throws IllegalArgumentException if it is missing or longer
     */
    public static void text(String text, int max) {
        require(text != null && text.length() <= max, "text");
    }
}
