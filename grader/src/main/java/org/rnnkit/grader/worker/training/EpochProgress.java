package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.EpochResult;

/**
 * News that a training worker sends while it trains: a finished epoch, a measurement on the text held out, a sample or a note.
 * All but one of the last four are null.
 *
 * @param epoch the number of the finished epoch, from 1; 0 for a note
 * @param result the epoch's result
 * @param heldOut the perplexity on the text held out after the epoch
 * @param sample a text that the model wrote after the epoch
 * @param note something the user should know
 */
public record EpochProgress(int epoch, EpochResult result, Double heldOut, String sample, String note) {

    /** Makes the news of a finished epoch, counted from 1. */
    public static EpochProgress ofEpoch(int epoch, EpochResult result) {
        return new EpochProgress(epoch, result, null, null, null);
    }

    /** Makes the news of a measurement on the text held out. */
    public static EpochProgress ofHeldOut(int epoch, double perplexity) {
        return new EpochProgress(epoch, null, perplexity, null, null);
    }

    /** Makes the news of a sample that the model wrote after an epoch. */
    public static EpochProgress ofSample(int epoch, String sample) {
        return new EpochProgress(epoch, null, null, sample, null);
    }

    /** Makes the news of a note. */
    public static EpochProgress ofNote(String note) {
        return new EpochProgress(0, null, null, null, note);
    }
}
