package org.rnnkit.toolkit;

/** An error in a saved model. The message is one line for the user. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
