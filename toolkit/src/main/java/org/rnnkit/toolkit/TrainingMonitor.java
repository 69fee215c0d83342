package org.rnnkit.toolkit;

/** A monitor of a training. It keeps printing and plotting out of the training loop. */
@FunctionalInterface
public interface TrainingMonitor {

    /**
     * Called when an epoch is over.
     *
     * @param epoch the epoch's number, counted from 1
     * @param result the result of the epoch
     */
    void epochFinished(int epoch, EpochResult result);
}
