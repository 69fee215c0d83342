package org.rnnkit.testkit;

/** A failure of a graded test whose message explains the mistake. */
public final class Mismatch extends AssertionError {

    private static final long serialVersionUID = 1L;

    /** The kind of mistake. NAMED means that the message names it. */
    public enum Kind {
        NAMED, VALUES, OWNERSHIP
    }

    private final Kind kind;

    private Mismatch(String message, Kind kind, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Makes a failure whose message names the mistake. */
    static Mismatch inWords(String message) {
        return new Mismatch(message, Kind.NAMED, null);
    }

    /** Makes a failure that shows expected and actual values, and the known slip, if there is one. */
    static Mismatch ofValues(String message, String slip) {
        return new Mismatch(message + slip, slip.isEmpty() ? Kind.VALUES : Kind.NAMED, null);
    }

    /** Makes a failure about the owner or lifetime of an array. */
    static Mismatch ofOwnership(String message) {
        return new Mismatch(message, Kind.OWNERSHIP, null);
    }

    /** Makes a failure from an exception whose meaning is known. */
    public static Mismatch explained(String message, Throwable thrown) {
        return new Mismatch(message, Kind.NAMED, thrown);
    }

    /** Returns the kind of mistake. */
    public Kind kind() {
        return kind;
    }
}
