package org.rnnkit.learner.background;

/** A failure of the steps' code. The message names the work in which they failed, or says that they do not compile. */
public final class StepsFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StepsFailure(String message) {
        super(message);
    }
}
