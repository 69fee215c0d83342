package org.rnnkit.testkit;

/** A result that is not what it must be. */
public final class Mismatch extends AssertionError {

    private static final long serialVersionUID = 1L;

    /** The kind of thing that is wrong. */
    public enum Kind {
        NAMED, VALUES, OWNERSHIP
    }

    private final Kind kind;

    private Mismatch(String message, Kind kind, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** A failure that says what is wrong in words. */
    static Mismatch inWords(String message) {
        return new Mismatch(message, Kind.NAMED, null);
    }

    /** A failure that shows expected and actual, and the known slip behind it where there is one. */
    static Mismatch ofValues(String message, String slip) {
        return new Mismatch(message + slip, slip.isEmpty() ? Kind.VALUES : Kind.NAMED, null);
    }

    /** A failure of who owns an array, and for how long. */
    static Mismatch ofOwnership(String message) {
        return new Mismatch(message, Kind.OWNERSHIP, null);
    }

    /** An exception whose meaning is known. */
    public static Mismatch explained(String message, Throwable thrown) {
        return new Mismatch(message, Kind.NAMED, thrown);
    }

    /** Returns the kind of thing that is wrong. */
    public Kind kind() {
        return kind;
    }
}
