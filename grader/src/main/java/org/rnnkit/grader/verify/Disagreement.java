package org.rnnkit.grader.verify;

/** A step's result is not what it must be. */
final class Disagreement extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Disagreement(String message) {
        super(message);
    }
}
