package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.EpochResult;

/**
 * One line that a training worker prints while it trains: a finished epoch or a note.
 *
 * @param epoch the number of the finished epoch, from 1; 0 for a note
 * @param result the epoch's result; null for a note
 * @param note something the user should know; null for an epoch
 */
public record EpochProgress(int epoch, EpochResult result, String note) {}
