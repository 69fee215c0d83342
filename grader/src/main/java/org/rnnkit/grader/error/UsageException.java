package org.rnnkit.grader.error;

/** The user asked for something that can't be done: what, where, and what to do about it, in one line. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the one line.
     *
     * @param message what is wrong, where, and what to do
     */
    public UsageException(String message) {
        super(message);
    }
}
