package org.rnnkit.bench;

/** The reason why something could not be measured. Its message is for the user. */
final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }
}
