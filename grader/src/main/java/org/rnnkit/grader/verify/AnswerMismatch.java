package org.rnnkit.grader.verify;

/** A step's result is not what it must be. */
final class AnswerMismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerMismatch(String message) {
        super(message);
    }
}
