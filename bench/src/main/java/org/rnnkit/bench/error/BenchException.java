package org.rnnkit.bench.error;

/** The exception for a measurement that failed. Its message is for the user: what could not be measured, and why. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Makes an exception with a message for the user. */
    public BenchException(String message) {
        super(message);
    }
}
