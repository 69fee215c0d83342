package org.rnnkit.grader.error;

import java.io.UncheckedIOException;

/** The grader itself could not work: never a student's fault, never a score. */
public final class GraderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the trouble.
     *
     * @param message what did not work, in one line
     */
    public GraderException(String message) {
        super(message);
    }

    /**
     * Makes the trouble.
     *
     * @param message what did not work, in one line
     * @param cause what it came from
     */
    public GraderException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Puts into words, in one place for all who tell of it, what kept the grader from working.
     *
     * @param problem what was thrown
     * @return what the trouble is, and what it came from where its own message does not say
     */
    public static String inWords(Throwable problem) {
        return problem instanceof GraderException || problem instanceof UsageException ? problem.getMessage()
                : problem instanceof UncheckedIOException unwritten ? unwritten.getMessage() + ": " + unwritten.getCause()
                : problem.toString();
    }
}
