package org.rnnkit.step8epoch;

import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;

/** The stand-in of step 8. It knows only the models that tests pass to step 9, and the oracle computes their gradients. */
public final class EpochTraining {

    private EpochTraining() {}

    /** Trains a given model with the gradients of the oracle. */
    public static EpochResult trainEpoch(LanguageModel net, Iterable<Batch> batches, Loss loss, Updater updater,
            Sampling sampling) {
        GivenNetwork.require(8, net);
        OracleEpoch epoch = new OracleEpoch(net, loss, updater, sampling);
        batches.forEach(epoch::train);
        return epoch.result();
    }
}
