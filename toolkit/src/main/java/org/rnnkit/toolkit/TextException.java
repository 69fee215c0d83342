package org.rnnkit.toolkit;

/** An error in a text to train on. The message is one line for the user. */
public final class TextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TextException(String message) {
        super(message);
    }
}
