package org.rnnkit.bench.error;

/** Something could not be measured; the message says what and why. */
public final class BenchTrouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says what could not be measured, and why. */
    public BenchTrouble(String message) {
        super(message);
    }
}
