package org.rnnkit.learner.background;

import java.util.function.UnaryOperator;

/** The receiver of a work's progress. */
public interface WorkProgress<P> {

    /** Changes the progress, from any thread. Once another work has been started, nothing happens. */
    void update(UnaryOperator<P> change);

    /** Ends the work with an exception if the user has stopped it. */
    void requireWanted();
}
