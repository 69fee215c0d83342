package org.rnnkit.grader.training;

import org.rnnkit.toolkit.EpochResult;

/** A receiver of a training's results while it runs. They come from the process that runs the steps' code. */
@FunctionalInterface
public interface EpochListener {

    /** Takes the result of an epoch, counted from 1. */
    void epochFinished(int epoch, EpochResult result);

    /** Takes the perplexity on the text held out after an epoch. It ignores it unless overridden. */
    default void heldOutMeasured(int epoch, double perplexity) {
        // It is also in the worker's answer.
    }

    /** Takes a text, of any length, that the model wrote after an epoch. It ignores it unless overridden. */
    default void sampleWritten(int epoch, String text) {
        // The text is also in the worker's answer.
    }

    /** Tells whether the user wants no further epoch, and the model as it is. A grading can't end early. */
    default boolean isLastEpoch() {
        return false;
    }
}
