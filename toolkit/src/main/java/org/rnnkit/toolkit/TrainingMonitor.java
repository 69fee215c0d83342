package org.rnnkit.toolkit;

/** Watches a training; what it shows stays out of the training loop. */
@FunctionalInterface
public interface TrainingMonitor {

    /**
     * Called when an epoch is over.
     *
     * @param epoch the epoch's number, counted from 1
     * @param result what the epoch came to
     */
    void epochFinished(int epoch, EpochResult result);
}
