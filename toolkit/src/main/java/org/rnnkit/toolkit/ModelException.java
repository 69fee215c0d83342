package org.rnnkit.toolkit;

/** A saved model that cannot be used; the message is one line for the person who named it. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
