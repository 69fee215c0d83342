package org.rnnkit.grader.system;

/** A mistake of the user. Its message is one line: what is wrong, where, and what to do about it. */
public sealed class UsageException extends RuntimeException permits RefusedException {

    private static final long serialVersionUID = 1L;

    /** Makes the exception. The message is one line for the user: what is wrong, where, and what to do. */
    public UsageException(String message) {
        super(message);
    }
}
