package org.rnnkit.toolkit;

/** A text that cannot be used; the message is one line for the person who named it. */
public final class TextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TextException(String message) {
        super(message);
    }
}
