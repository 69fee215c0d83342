package org.rnnkit.grader.training;

import org.rnnkit.toolkit.EpochResult;

/** A receiver of a training's results while it runs. They come from the process that runs the steps' code. */
@FunctionalInterface
public interface TrainingProgress {

    /**
     * Takes the result of an epoch.
     *
     * @param epoch the epoch, from 1 to the number of epochs
     * @param result its result
     */
    void epochFinished(int epoch, EpochResult result);

    /**
     * Takes a text that the model wrote between two epochs. It ignores it unless overridden.
     *
     * @param epoch the epoch after which it was written, from 1 to the number of epochs
     * @param text the text, of any length
     */
    default void sampleWritten(int epoch, String text) {
        // The text is also in the training's outcome.
    }
}
