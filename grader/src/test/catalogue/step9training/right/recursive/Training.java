// style: The last epoch calls for the ones before it.
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;

public final class Training {

    private Training() {}

    public static TrainingResult train(LanguageModel net, SequenceDataset dataset, Vocabulary vocabulary,
            Updater updater, int numEpochs, NDManager manager, TrainingMonitor monitor) {
        List<EpochResult> epochs = new ArrayList<>();
        trainUpTo(numEpochs, epochs, net, dataset, updater, manager, monitor);
        return new TrainingResult(epochs, List.of(
                Prediction.predict("time " + "traveller", 50, net, vocabulary, manager),
                Prediction.predict("traveller", 50, net, vocabulary, manager)));
    }

    private static void trainUpTo(int epoch, List<EpochResult> epochs, LanguageModel net,
            SequenceDataset dataset, Updater updater, NDManager manager, TrainingMonitor monitor) {
        if (epoch < 1) {
            return;
        }
        trainUpTo(epoch - 1, epochs, net, dataset, updater, manager, monitor);
        Loss loss = Loss.softmaxCrossEntropyLoss();
        epochs.add(EpochTraining.trainEpoch(net, dataset.getData(manager), loss, updater, dataset.sampling()));
        monitor.epochFinished(epoch, epochs.get(epoch - 1));
    }
}
