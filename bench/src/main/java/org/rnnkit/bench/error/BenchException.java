package org.rnnkit.bench.error;

/** Something could not be measured; the message says what and why. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says what could not be measured, and why. */
    public BenchException(String message) {
        super(message);
    }
}
