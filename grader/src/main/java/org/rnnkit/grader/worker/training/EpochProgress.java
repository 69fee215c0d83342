package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.EpochResult;

/**
 * One line that a training worker prints while it trains.
 *
 * @param epoch the epoch that is over, from 1; 0 for a note
 * @param result what it came to; null for a note
 * @param note something the user should know; null for an epoch
 */
public record EpochProgress(int epoch, EpochResult result, String note) {}
