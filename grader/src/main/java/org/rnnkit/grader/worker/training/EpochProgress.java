package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.EpochResult;

/**
 * News that a training worker sends while it trains: a finished epoch, a sample or a note.
 *
 * @param epoch the number of the finished epoch, from 1; 0 for a note
 * @param result the epoch's result; null for a sample and a note
 * @param sample a text that the model wrote after the epoch; null if the line is something else
 * @param note something the user should know; null if the line is something else
 */
public record EpochProgress(int epoch, EpochResult result, String sample, String note) {

    /** Makes the news of a finished epoch, counted from 1. */
    public static EpochProgress ofEpoch(int epoch, EpochResult result) {
        return new EpochProgress(epoch, result, null, null);
    }

    /** Makes the news of a sample that the model wrote after an epoch. */
    public static EpochProgress ofSample(int epoch, String sample) {
        return new EpochProgress(epoch, null, sample, null);
    }

    /** Makes the news of a note. */
    public static EpochProgress ofNote(String note) {
        return new EpochProgress(0, null, null, note);
    }
}
