package org.rnnkit.grader;

/** The grader itself could not work: never a student's fault, never a score. */
public final class GraderTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the trouble.
     *
     * @param message what did not work, in one line
     */
    public GraderTrouble(String message) {
        super(message);
    }

    /**
     * Makes the trouble.
     *
     * @param message what did not work, in one line
     * @param cause what it came from
     */
    public GraderTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
