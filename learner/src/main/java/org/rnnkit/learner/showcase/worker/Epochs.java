package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.function.Consumer;
import org.rnnkit.learner.showcase.worker.ShortTrainings.ShortRun;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** A training with step 8, one epoch after the other. */
final class Epochs {

    private final LanguageModel net;
    private final NDManager manager;
    private final SequenceDataset dataset = Story.dataset();
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final Updater updater = Updaters.sgd(1);

    Epochs(LanguageModel net, NDManager manager) {
        this.net = net;
        this.manager = manager;
    }

    /**
     * Trains for some epochs, fewer on a slow machine.
     *
     * @param label the name of the network
     * @param numHiddens the number of its hidden units
     * @param epochs the largest number of epochs
     * @param seconds the time after which no further epoch begins
     * @param progress receives the training after each epoch
     * @return the training
     */
    ShortRun train(String label, int numHiddens, int epochs, double seconds, Consumer<ShortRun> progress) {
        TrainingLog log = new TrainingLog(label, numHiddens);
        while (log.epochs() < epochs && log.goesOn(seconds)) {
            log.add(EpochTraining.trainEpoch(net, dataset.getData(manager), loss, updater, dataset.sampling()));
            progress.accept(log.run());
        }
        return log.run();
    }
}
