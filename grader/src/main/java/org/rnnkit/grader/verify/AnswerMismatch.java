package org.rnnkit.grader.verify;

/** The exception for an answer that is not the expected one. Its message is for the student. */
final class AnswerMismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerMismatch(String message) {
        super(message);
    }
}
