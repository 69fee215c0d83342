// slip: The list of results begins as null.
// message: is null when add is called on it
// counts: named
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
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
        Loss loss = Loss.softmaxCrossEntropyLoss();
        List<EpochResult> epochs = null;
        for (int epoch = 1; epoch <= numEpochs; epoch++) {
            EpochResult result = EpochTraining.trainEpoch(net, dataset.getData(manager), loss, updater, dataset.sampling());
            monitor.epochFinished(epoch, result);
            epochs.add(result);
        }
        return new TrainingResult(epochs, List.of(Prediction.predict("time traveller", 50, net, vocabulary, manager),
                Prediction.predict("traveller", 50, net, vocabulary, manager)));
    }
}
