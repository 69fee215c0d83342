package org.rnnkit.learner.train;

import org.rnnkit.grader.training.EpochListener;

/** A receiver of what a training reports while it runs. It can end the training. */
public interface TrainingListener extends EpochListener {

    /** Takes a sentence for the user, or a line that the steps have printed. */
    void note(String line);

    /** Ends the training with an exception if the user no longer wants it. */
    default void requireWanted() { }
}
