package org.rnnkit.grader.worker;

/**
 * Checks of the values in a worker's answer. Code that takes over its worker can send any answer, so the grader believes no
 * size, length or number in it. An answer that breaks a bound counts as unreadable.
 */
public final class MessageBounds {

    /** The longest name, in characters. */
    public static final int NAME = 300;
    private MessageBounds() {}

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
