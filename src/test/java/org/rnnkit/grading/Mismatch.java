package org.rnnkit.grading;

/** A result that is not what it must be. */
public final class Mismatch extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final boolean named;

    private Mismatch(String message, boolean named, Throwable cause) {
        super(message, cause);
        this.named = named;
    }

    /** A failure that says what is wrong in words. */
    static Mismatch inWords(String message) {
        return new Mismatch(message, true, null);
    }

    /** A failure that shows expected and actual, and the known slip behind it where there is one. */
    static Mismatch ofValues(String message, String slip) {
        return new Mismatch(message + slip, !slip.isEmpty(), null);
    }

    /** An exception whose meaning is known. */
    static Mismatch explained(String message, Throwable thrown) {
        return new Mismatch(message, true, thrown);
    }

    /** Whether the message names the mistake. */
    boolean isNamed() {
        return named;
    }
}
